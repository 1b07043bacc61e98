using System.Globalization;
using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>
/// The place of an invoice in its series, counted 1, 2, 3 … without a gap; as text <c>CZ-2026-000001</c>. A number is
/// taken when the invoice is stored and at no other time.
/// </summary>
internal readonly record struct InvoiceNumber(string Series, long Number)
{
    /// <summary>A customer's series and the year of issue, such as CZ-2026; every year counts from 1.</summary>
    public static string SeriesOf(BillingProfile billing, DateOnly issueDate) =>
        string.Create(CultureInfo.InvariantCulture, $"{billing.InvoiceSeries}-{issueDate.Year:0000}");

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string text, out InvoiceNumber number)
    {
        var dash = text.LastIndexOf('-');
        var read = long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        number = new(dash > 0 ? text[..dash] : "", count);
        return read && dash > 0 && number.ToString() == text;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Series}-{Number:000000}");
}
