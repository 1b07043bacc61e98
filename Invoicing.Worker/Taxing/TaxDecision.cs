using System.Globalization;

namespace Charging.Invoicing.Taxing;

/// <summary>How a delivery is taxed, and by which rule, for people.</summary>
internal sealed record TaxDecision(TaxCategory Category, decimal RatePercent, string? Reason, string Rule)
{
    /// <summary>BT-121, of the list VATEX; null for the categories that the list has no single code for.</summary>
    public string? ReasonCode => Category switch
    {
        TaxCategory.ReverseCharge => "VATEX-EU-AE",
        TaxCategory.OutOfScope => "VATEX-EU-O",
        _ => null,
    };

    public static TaxDecision At(VatRate rate, string rule) => new(TaxCategory.Standard, rate.Percent, null, rule);

    public static TaxDecision Without(TaxCategory category, string rule) =>
        new(category, 0, BillingRules.ReasonOf(new() { Category = category, RatePercent = 0 }), rule);

    /// <summary>What the customer's data say goes before every rule.</summary>
    public static TaxDecision Given(TaxTreatment tax) => new(
        tax.Category, tax.RatePercent, BillingRules.ReasonOf(tax), string.Create(CultureInfo.InvariantCulture,
            $"{Words.Of(tax.Category)} {tax.RatePercent:0.##} %, as set for the customer"));
}
