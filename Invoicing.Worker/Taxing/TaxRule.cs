using Charging.Documents.Parties;
using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Taxing;

/// <summary>
/// Which tax a delivery bears (directive 2006/112/EC). The day of delivery decides about the rate:
/// <list type="bullet">
/// <item>the customer's own data, where they say how, go before everything;</item>
/// <item>in the seller's own country: its standard rate, or the one that the seller has for the service;</item>
/// <item>to a business in another member state, known by a right VAT id of that state: reverse charge;</item>
/// <item>to a consumer in another member state: the standard rate there, if the seller is in the one-stop shop and
/// sells electronic services, else as at home;</item>
/// <item>into the Union or out of it: outside the scope of VAT.</item>
/// </list>
/// Northern Ireland is outside the Union, since what is sold is a service.
/// </summary>
internal static class TaxRule
{
    /// <exception cref="InvalidOperationException">There is no rate for that country and day.</exception>
    public static TaxDecision For(
        Seller seller, BillingProfile billing, Service service, DateOnly deliveredOn, VatRates rates)
    {
        if (billing.Tax is { } given) return TaxDecision.Given(given);

        var (home, there) = (seller.Party.Country, billing.Party.Country);
        if (home == there) return AtHome();
        if (!VatId.IsMemberState(home) || !VatId.IsMemberState(there))
        {
            return TaxDecision.Without(
                TaxCategory.OutOfScope, $"outside the scope, {home} to {there} (2006/112/EC, articles 44 and 58)");
        }

        if (IsBusinessIn(there, billing.Party.VatId))
        {
            return TaxDecision.Without(
                TaxCategory.ReverseCharge, $"reverse charge, {home} to {there} (2006/112/EC, articles 44 and 196)");
        }

        return seller.Oss && seller.ElectronicServices ? InOneStopShop() : AtHome();

        TaxDecision AtHome()
        {
            var rate = rates.On(deliveredOn, home, seller.RateOf(service));
            return TaxDecision.At(rate, $"{rate}");
        }

        TaxDecision InOneStopShop()
        {
            var rate = rates.On(deliveredOn, there, VatRateKind.Standard);
            return TaxDecision.At(rate, $"{rate}, one-stop shop of {home}");
        }
    }

    private static bool IsBusinessIn(string country, string? vatId) =>
        vatId is not null && VatId.FaultIn(vatId) is null && vatId[..2] == (country == "GR" ? "EL" : country);
}
