using System.Globalization;

namespace Charging.Documents.Trade;

/// <summary>What an invoice says of its tax for people (BT-22).</summary>
internal static class TaxNote
{
    /// <summary>
    /// By which rules it is taxed: a standard rate may have no reason of its own (BR-S-10). And by which rate its tax
    /// is converted, for which the norm has no field.
    /// </summary>
    public static string? Of(InvoiceCreated invoice)
    {
        List<string> rules = [.. invoice.TaxSubtotals.Select(subtotal => subtotal.Rule).OfType<string>().Distinct()];
        if (invoice.AccountedTax is { } tax)
        {
            var day = tax.RateDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            rules.Add($"1 {invoice.Total.Currency} = {tax.Rate} {tax.Tax.Currency} ({Words.Of(tax.Source)} {day})");
        }

        return rules.Count > 0 ? $"VAT: {string.Join("; ", rules)}" : null;
    }
}
