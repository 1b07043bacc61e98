using System.Xml.Linq;

namespace Charging.Invoicing;

/// <summary>Dates are days of the calendar, written as 2026-11-20, and a period ends on or after its first.</summary>
internal static class Dates
{
    public static IEnumerable<Fault> FaultsIn(UblDocument document) =>
    [
        .. document.Values.Where(value => value.Name.LocalName.EndsWith("Date", StringComparison.Ordinal))
            .SelectMany(Form),
        .. document.Each("InvoicePeriod").SelectMany(period => Order(document, "BR-29", "It", period)),
        .. document.Lines.SelectMany((line, i) => document.Each("InvoicePeriod", line)
            .SelectMany(period => Order(document, "BR-30", Verification.NameOf(document, line, i), period))),
    ];

    /// <summary>Null if there is none, or it is no date.</summary>
    public static DateOnly? On(UblDocument document, string path, XElement? within = null) =>
        Read(document.Text(path, within));

    private static IEnumerable<Fault> Form(XElement value)
    {
        var (name, text) = (value.Name.LocalName, value.Value.Trim());
        if (text.Length > 0 && Read(text) is null)
            yield return new("PEPPOL-EN16931-F001", $"{name} '{text}' is no date as 2026-11-20 is.");
    }

    private static IEnumerable<Fault> Order(UblDocument document, string rule, string who, XElement period)
    {
        var (start, end) = (On(document, "StartDate", period), On(document, "EndDate", period));
        if (end < start)
            yield return new(rule, $"{who} has a period from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}, which is before.");
    }

    private static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
}
