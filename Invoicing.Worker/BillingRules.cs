using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>What EN 16931 asks of a customer's billing profile before it can stand on an invoice.</summary>
internal static class BillingRules
{
    /// <summary>Everything that is wrong with the profile, for people; empty when it can be invoiced.</summary>
    public static IEnumerable<string> FaultsIn(BillingProfile billing)
    {
        var party = billing.Party;
        if (string.IsNullOrWhiteSpace(party.Name)) yield return "the name is empty";
        if (!Countries.IsKnown(party.Country))
            yield return $"the country '{party.Country}' is none of ISO 3166-1, such as CZ";
        if (party.VatId is { } id && VatId.FaultIn(id) is { } fault) yield return fault;
        if (!Currencies.IsKnown(billing.Currency)) yield return $"'{billing.Currency}' is not an ISO 4217 currency";
        if (string.IsNullOrWhiteSpace(billing.InvoiceSeries)) yield return "the invoice series is empty";
        if (party.Endpoint is { } endpoint && ElectronicAddress.FaultIn(endpoint) is { } lost) yield return lost;
        foreach (var wrong in billing.Tax is { } tax ? FaultsIn(tax, party) : []) yield return wrong;
    }

    private static IEnumerable<string> FaultsIn(TaxTreatment tax, Party party)
    {
        if (tax.Category == TaxCategory.Standard && tax.RatePercent is <= 0 or > 100)
            yield return $"a standard rate of {tax.RatePercent} % is not above 0 and at most 100";
        if (tax.Category != TaxCategory.Standard && tax.RatePercent != 0)
            yield return $"a rate of {tax.RatePercent} % needs the category standard";
        if (tax.Category == TaxCategory.ReverseCharge && string.IsNullOrWhiteSpace(party.VatId))
            yield return "reverse charge needs the customer's VAT id (BR-AE-02)";
        if (tax.Category == TaxCategory.Exempt && string.IsNullOrWhiteSpace(tax.ExemptionReason))
            yield return "an exemption needs its reason (BR-E-10)";
    }

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
