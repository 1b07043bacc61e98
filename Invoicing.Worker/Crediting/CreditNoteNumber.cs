using System.Globalization;
using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>
/// The place of a credit note in its series, counted 1, 2, 3 … without a gap; as text <c>CZ-2026-C000001</c>.
/// </summary>
internal readonly record struct CreditNoteNumber(string Series, long Number)
{
    /// <summary>What tells a credit note's number from an invoice's.</summary>
    private const string Mark = "-C";

    /// <summary>Where the invoice's seller counts the credit notes of that year, such as CZ-2026-C.</summary>
    public static string SeriesOf(InvoiceCreated invoice, DateOnly issueDate)
    {
        var seller = invoice.Series[..invoice.Series.LastIndexOf('-')];
        return string.Create(CultureInfo.InvariantCulture, $"{seller}-{issueDate.Year:0000}{Mark}");
    }

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string text, out CreditNoteNumber number)
    {
        var end = text.LastIndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var isMarked = end > Mark.Length;
        var read = long.TryParse(
            isMarked ? text.AsSpan(end) : default, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        number = new(isMarked ? text[..end] : "", count);
        return read && number.ToString() == text;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Series}{Number:000000}");
}
