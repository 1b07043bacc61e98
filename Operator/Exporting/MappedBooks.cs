namespace Charging.Operator.Exporting;

/// <summary>What a month's lines are in the accountant's books, looked up before the first is written.</summary>
internal sealed class MappedBooks
{
    private readonly AccountingMonth month;
    private readonly Dictionary<(string, string, string, string?), (AccountRule Debit, AccountRule Credit)> known = [];

    private MappedBooks(AccountingMonth month) => this.month = month;

    public long Lines { get; private set; }

    /// <exception cref="FormatException">It names each account that he has no name for, and more.</exception>
    public static MappedBooks Of(
        AccountingMonth month, IReadOnlyList<BookMovement> movements, AccountsFile accounts, ILedgerFormat format)
    {
        List<string> faults = [];
        var mapped = new MappedBooks(month) { Lines = movements.Sum(movement => movement.Lines) };
        foreach (var movement in movements)
        {
            var (debit, credit) = (Find(movement.DebitAccount), Find(movement.CreditAccount));
            if (debit is null || credit is null) continue;
            if (FaultIn(movement, debit, credit, format) is { } fault) faults.Add(fault);
            mapped.known[KeyOf(movement)] = (debit, credit);

            AccountRule? Find(string account)
            {
                var rule = accounts.Find(account, movement.SellerCode, movement.Currency);
                if (rule is null)
                {
                    var whose = movement.SellerCode is { } seller ? $", seller {seller}" : "";
                    faults.Add(
                        $"{accounts.Name}: the account '{account}' ({movement.Currency}{whose}) is booked in {month} " +
                        $"and has no name there; add - {{ account: {account}, to: … }}.");
                }

                return rule;
            }
        }

        return faults.Count == 0
            ? mapped
            : throw new FormatException(string.Join(Environment.NewLine, faults.Distinct()));
    }

    public Posting Of(BookLine line)
    {
        var (debit, credit) = known[(line.DebitAccount, line.CreditAccount, line.Currency, line.SellerCode)];
        return new(line, month.DayOf(line.BookedAt), debit, credit);
    }

    private static (string, string, string, string?) KeyOf(BookMovement movement) =>
        (movement.DebitAccount, movement.CreditAccount, movement.Currency, movement.SellerCode);

    private static string? FaultIn(BookMovement movement, AccountRule debit, AccountRule credit, ILedgerFormat format)
    {
        var what = $"What is booked from {movement.CreditAccount} to {movement.DebitAccount} in {movement.Currency}";
        if (!Currencies.IsKnown(movement.Currency)) return $"{what}: this is no currency of ISO 4217.";
        if (debit.To == credit.To)
            return $"{what} would be booked from {debit.To} to itself (lines {debit.Line} and {credit.Line}); " +
                "give one of them a name of its own.";
        return format.FaultIn(movement, debit, credit) is { } fault ? $"{what} {fault}." : null;
    }
}
