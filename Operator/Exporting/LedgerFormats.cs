namespace Charging.Operator.Exporting;

/// <summary>The formats by the names that --as knows.</summary>
internal static class LedgerFormats
{
    public static readonly string[] Names = ["hledger", "beancount", "csv", "datev", "pohoda"];

    /// <exception cref="FormatException">The accounts file lacks what the format wants, or names otherwise.</exception>
    public static ILedgerFormat Of(string name, AccountingMonth month, AccountsFile accounts)
    {
        ILedgerFormat format = name switch
        {
            "hledger" => new HledgerJournal(month),
            "beancount" => new BeancountLedger(month),
            "csv" => new CsvTable(month),
            "datev" => new DatevBatch(month, accounts.Datev ?? throw new FormatException(
                $"{accounts.Name} has no datev: part; it wants consultant and client, which the accountant knows.")),
            "pohoda" => new PohodaPack(month, accounts.Pohoda ?? throw new FormatException(
                $"{accounts.Name} has no pohoda: part; it wants the firm's ico.")),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Formats are those of Names."),
        };
        var faults = accounts.Rules
            .Select(rule => (Rule: rule, Fault: format.FaultIn(rule.To)))
            .Where(one => one.Fault is not null)
            .Select(one => $"{accounts.Name}, line {one.Rule.Line}: to: '{one.Rule.To}': {one.Fault}.").ToList();
        return faults.Count == 0 ? format : throw new FormatException(string.Join(Environment.NewLine, faults));
    }
}
