using Charging.Operator.Exporting;

namespace Charging.Operator.Tests.Exporting;

/// <summary>A month's lines that no worker booked, and how an accountant calls their accounts.</summary>
internal static class Made
{
    public static readonly string[] OurAccounts =
    [
        "receivable", "revenue", "tax", "rounding", "gateway_clearing", "gateway_fee", "bank", "write_off", "suspense",
    ];

    public static AccountingMonth November { get; } =
        AccountingMonth.Parse("2026-11", TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague"));

    public static BookLine Line(
        long minor = 1250, string currency = "EUR", string? document = "CZ-2026-000001", string? seller = "CZ") => new(
            new Guid("00000000-0000-0000-0000-00000000000a"), new(2026, 11, 3, 12, 0, 0, DateTimeKind.Utc), "raised",
            "receivable", "revenue", minor, currency, document, "acme", seller);

    /// <summary>Of all accounts and three currencies, with documents that a stranger may have named.</summary>
    public static IReadOnlyList<BookLine> Lines(int count)
    {
        var random = new Random(20261130);
        string[] names =
            ["CZ-2026-000001", "po_1; : \"x\\\" | {y}", "=cmd|' /C calc'!A0", "čp\t(1)\u202e", "2026-11-01 * no"];
        return
        [
            .. Enumerable.Range(1, count).Select(number =>
            {
                var debit = random.Next(OurAccounts.Length);
                var credit = (debit + 1 + random.Next(OurAccounts.Length - 1)) % OurAccounts.Length;
                return new BookLine(
                    new Guid(number, 0, 0, new byte[8]), November.From.AddMinutes(random.Next(43_000)), "captured",
                    OurAccounts[debit], OurAccounts[credit], random.NextInt64(1, 10_000_000_000),
                    random.GetItems(["EUR", "JPY", "KWD"], 1)[0], random.GetItems(names, 1)[0], null,
                    random.GetItems(["CZ", null], 1)[0]);
            }),
        ];
    }

    public static IReadOnlyList<BookMovement> Movements(IEnumerable<BookLine> lines) =>
    [
        .. lines.GroupBy(line => (line.DebitAccount, line.CreditAccount, line.Currency, line.SellerCode)).Select(one =>
            new BookMovement(
                one.Key.DebitAccount, one.Key.CreditAccount, one.Key.Currency, one.Key.SellerCode, one.Count())),
    ];

    /// <summary>Debits less credits, in the currency's main unit, of our accounts as they are called.</summary>
    public static Dictionary<(string, string), decimal> Balances(
        IEnumerable<BookLine> lines, Func<string, string> name) => lines
            .SelectMany(line => (IEnumerable<(string Account, Money Amount)>)
            [
                (line.DebitAccount, new(line.AmountMinor, line.Currency)),
                (line.CreditAccount, new(-line.AmountMinor, line.Currency)),
            ])
            .GroupBy(side => (name(side.Account), side.Amount.Currency))
            .ToDictionary(account => account.Key, account => account.Sum(side => side.Amount.ToDecimal()));

    /// <summary>An accounts file that calls each of our accounts so.</summary>
    public static AccountsFile Accounts(Func<string, string> name, string more = "") => AccountsFile.Read(
        "accounts.yaml",
        $"timeZone: Europe/Prague\n{more}\naccounts:\n" +
        string.Concat(OurAccounts.Select(account => $"- {{ account: {account}, to: \"{name(account)}\" }}\n")));

    public static string Number(string account) => $"{300 + Array.IndexOf(OurAccounts, account)}000";

    public static string Written(string format, AccountsFile accounts, params IReadOnlyList<BookLine> lines)
    {
        var written = LedgerFormats.Of(format, November, accounts);
        var books = MappedBooks.Of(November, Movements(lines), accounts, written);
        return written.Begin() + string.Concat(lines.Select(line => written.Of(books.Of(line)))) + written.End();
    }
}
