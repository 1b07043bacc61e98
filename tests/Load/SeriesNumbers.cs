namespace Charging.Load;

/// <summary>
/// The invoice numbers of a series as committed at one moment, by the number's column and by its text.
/// </summary>
internal sealed record SeriesNumbers(string Series, long Invoices, long First, long Last, long Distinct, long Next)
{
    public long Twins => Invoices - Distinct;

    /// <summary>Numbers that were given and are not there; from 1 to the series' own counter.</summary>
    public long Gaps => Next - 1 - Distinct;

    /// <summary>Numbers are 1 to n, and the counter stands right behind them.</summary>
    public bool IsWhole => Twins == 0 && Gaps == 0 && Last == Next - 1 && (Invoices == 0 || First == 1);
}
