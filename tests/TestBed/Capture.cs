using System.Globalization;

namespace Charging.TestBed;

/// <summary>One capture as the gateway itself wrote it down, outside our database.</summary>
public sealed record Capture(Guid InvoiceId, string Key, long Minor, string Currency)
{
    /// <summary>
    /// All captures of a journal; empty when the gateway has not captured anything yet. Of a line that is being
    /// written, or whose writer died, nothing is drawn yet.
    /// </summary>
    public static IReadOnlyList<Capture> Read(string journal) =>
        File.Exists(journal) ? [.. File.ReadLines(journal).SelectMany(Parse)] : [];

    private static IEnumerable<Capture> Parse(string line) => line.Split('\t') switch
    {
        [var invoiceId, var key, var minor, var currency, _] =>
            [new(Guid.Parse(invoiceId), key, long.Parse(minor, CultureInfo.InvariantCulture), currency)],
        { Length: < 5 } => [],
        _ => throw new FormatException($"'{line}' is not a line of the gateway's journal."),
    };
}
