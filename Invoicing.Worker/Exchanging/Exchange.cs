using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Exchanging;

/// <summary>
/// How a seller's tax is converted from the currency of a document to his own: by the rates of his source, and by the
/// day that he has to take.
/// </summary>
/// <param name="Seller">Who names a tax currency.</param>
/// <param name="From">The currency of the document, which is another.</param>
/// <param name="Of">What one of it was worth in the source's base.</param>
/// <param name="Into">What one of the tax currency was worth in it.</param>
internal sealed record Exchange(Seller Seller, string From, RateSeries Of, RateSeries Into)
{
    /// <summary>Over Christmas no bank publishes for five days; what is older than this is no rate.</summary>
    public const int OldestDays = 7;

    /// <summary>
    /// The last rate published by that day of delivery; null where there is none of the last 7 days, or where it is set
    /// aside, for then nobody knows it.
    /// </summary>
    public AppliedRate? On(DateOnly delivered)
    {
        var by = Seller.RateOfDayBefore == true ? delivered.AddDays(-1) : delivered;
        // Both of one day: of two currencies that a source quotes, one may have been left out on the other's last.
        while (Of.LastBy(by) is { } from && Into.LastBy(by) is { } into && Oldest(delivered) <= by)
        {
            if (from == into) return At(from, delivered);
            by = from < into ? from : into;
        }

        return null;
    }

    /// <summary>For people: what is missing, and by when.</summary>
    public string Missing(DateOnly delivered) =>
        $"seller {Seller.Code}: {From} in {Seller.TaxCurrency} by {Words.Of(Seller.ExchangeRates!.Value)} for " +
        $"{delivered:yyyy-MM-dd}";

    private static DateOnly Oldest(DateOnly delivered) => delivered.AddDays(-OldestDays);

    private AppliedRate? At(DateOnly day, DateOnly delivered) =>
        day >= Oldest(delivered) && Of.On(day) is { } of && Into.On(day) is { } into
            ? new(Seller.ExchangeRates!.Value, day, of / into, Seller.TaxCurrency!)
            : null;
}
