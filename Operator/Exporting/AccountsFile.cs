using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Operator.Exporting;

/// <summary>
/// Whose books DATEV's batch is for: the accountant's number and the client's, the day on which his year begins, how
/// many digits his accounts have, the currency of his books, and his chart of accounts (03 and 04 are SKR03 and SKR04).
/// </summary>
internal sealed record DatevClient(
    int Line, string Consultant, string Client, DateOnly YearBegins, int AccountLength, string Currency, string Chart);

/// <summary>
/// Whose books Pohoda's are: the firm's number, the currency of its books, and how it calls a pair of accounts
/// (předkontace), where that is not DEBIT/CREDIT.
/// </summary>
internal sealed record PohodaFirm(
    int Line, string Ico, string Currency, IReadOnlyDictionary<string, string> Preaccounts);

/// <summary>How the accountant calls our accounts, and what his program wants to know beside.</summary>
internal sealed partial record AccountsFile(
    string Name, TimeZoneInfo Zone, IReadOnlyList<AccountRule> Rules, DatevClient? Datev, PohodaFirm? Pohoda)
{
    /// <summary>What Pohoda's code of a předkontace may have (idsType of type.xsd).</summary>
    public const int LongestPreaccount = 19;

    private const string AskedCurrency = "a currency of ISO 4217, such as EUR";

    /// <exception cref="FormatException">It says all that is wrong, by line.</exception>
    public static AccountsFile Read(string name, string text)
    {
        List<string> faults = [];
        var file = Read(name, text, faults);
        return faults.Count == 0 && file is not null
            ? file
            : throw new FormatException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>The rule for this account that says the most; null if none holds.</summary>
    public AccountRule? Find(string account, string? seller, string currency) => Rules
        .Where(rule => rule.Holds(account, seller, currency)).MaxBy(rule => rule.Weight);

    private static AccountsFile? Read(string name, string text, List<string> faults)
    {
        IReadOnlyList<YamlTree.Document> documents;
        try
        {
            documents = YamlTree.Parse(text);
        }
        catch (YamlFormatException exception)
        {
            faults.Add($"{name}, line {exception.Line}: {exception.Message}");
            return null;
        }

        if (documents is not [{ Root: var root }])
        {
            faults.Add($"{name} is not one document with accounts; write accounts: and a list of them.");
            return null;
        }

        var fields = new LineFields(root, name, faults, "timeZone", "accounts", "datev", "pohoda");
        var zone = fields.TextIfAny("timeZone", "an IANA time zone, such as Europe/Prague",
            id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _));
        var rules = fields.Each("accounts", "account", "seller", "currency", "to", "taxKey").Select(Rule).ToList();
        foreach (var twice in rules.GroupBy(rule => (rule.Account, rule.Seller, rule.Currency))
            .Where(same => same.Count() > 1))
            fields.Refuse(twice.Last().Line, $"line {twice.First().Line} says already how this account is called.");
        return new(
            name, zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone), rules,
            DatevOf(fields.Inner("datev", "consultant", "client", "yearBegins", "accountLength", "currency", "chart")),
            PohodaOf(fields.Inner("pohoda", "ico", "currency", "preaccounts")));
    }

    private static AccountRule Rule(LineFields fields) => new(
        fields.Line,
        fields.Text("account", "an account of the ledger, such as receivable", Word().IsMatch),
        fields.TextIfAny("seller", "a seller's code", text => text.Length > 0),
        fields.TextIfAny("currency", AskedCurrency, Currencies.IsKnown),
        fields.Text("to", "how the accountant calls it", text => text.Length > 0),
        fields.TextIfAny("taxKey", "1 to 4 digits", text => text.Length <= 4 && IsNumber(text)));

    /// <summary>By the header's table at developer.datev.de/datev/platform/en/dtvf/formate/header.</summary>
    private static DatevClient? DatevOf(LineFields? fields) => fields is null ? null : new(
        fields.Line,
        fields.Text("consultant", "a number from 1001 to 9999999", text => IsNumber(text, 1001, 9_999_999)),
        fields.Text("client", "a number from 1 to 99999", text => IsNumber(text, 1, 99_999)),
        DateOnly.TryParseExact(
            $"2000-{fields.TextIfAny("yearBegins", "the first of a month, such as 01-01", FirstOfMonth().IsMatch)}",
            "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : new(2000, 1, 1),
        fields.TextIfAny("accountLength", "a number from 4 to 8", text => IsNumber(text, 4, 8)) is { } length
            ? int.Parse(length, CultureInfo.InvariantCulture) : 4,
        fields.TextIfAny("currency", AskedCurrency, Currencies.IsKnown) ?? "EUR",
        fields.TextIfAny("chart", "two digits, such as 03", text => text.Length == 2 && IsNumber(text)) ?? "");

    private static PohodaFirm? PohodaOf(LineFields? fields)
    {
        if (fields is null) return null;
        var names = fields.Inner("preaccounts");
        return new(
            fields.Line,
            fields.Text("ico", "the firm's number, up to 15 digits", text => text.Length <= 15 && IsNumber(text)),
            fields.TextIfAny("currency", AskedCurrency, Currencies.IsKnown) ?? "CZK",
            names?.Names.ToDictionary(
                pair => pair,
                pair => names.Text(
                    pair, $"a code of 1 to {LongestPreaccount} characters",
                    text => text.Length is > 0 and <= LongestPreaccount)) ?? []);
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static bool IsNumber(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most;

    [GeneratedRegex(@"^[a-z][a-z_]*\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(0[1-9]|1[0-2])-01\z")]
    private static partial Regex FirstOfMonth();
}
