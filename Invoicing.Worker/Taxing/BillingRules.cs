using Charging.Documents.Parties;

namespace Charging.Invoicing.Taxing;

/// <summary>What EN 16931 asks of a customer's billing profile before it can stand on an invoice.</summary>
internal static class BillingRules
{
    /// <summary>Everything that is wrong with the profile, for people; empty when it can be invoiced.</summary>
    public static IEnumerable<string> FaultsIn(BillingProfile billing) => CustomerRules.FaultsIn(billing);

    /// <summary>
    /// Why no tax is charged; null where the rules forbid a reason (BR-S-10, BR-Z-10). Reverse charge and out of scope
    /// have the words of BR-AE-10 and BR-O-10 unless the customer's profile has better ones.
    /// </summary>
    public static string? ReasonOf(TaxTreatment tax) => tax.Category switch
    {
        TaxCategory.Standard or TaxCategory.ZeroRated => null,
        _ when !string.IsNullOrWhiteSpace(tax.ExemptionReason) => tax.ExemptionReason,
        TaxCategory.ReverseCharge => "Reverse charge",
        TaxCategory.OutOfScope => "Not subject to VAT",
        _ => null,
    };
}
