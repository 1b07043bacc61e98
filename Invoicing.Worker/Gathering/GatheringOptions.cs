using System.ComponentModel.DataAnnotations;

namespace Charging.Invoicing.Gathering;

/// <summary>
/// Which charges gather on an open invoice, and for how long, from the settings <c>Gathering__…</c>; the same on every
/// instance. 1,000 sessions are an invoice however little they come to.
/// </summary>
internal sealed class GatheringOptions : IValidatableObject
{
    /// <summary>
    /// By currency, in its main unit: a charge below this gathers; 0 switches that off. A currency that is not named
    /// gathers nothing. Unless set otherwise they are the least that Stripe draws ("Minimum and maximum charge
    /// amounts" at https://docs.stripe.com/currencies, as of September 2026); where that is the worth of 0.50 USD, as
    /// in currencies of three digits, somewhat more than that.
    /// </summary>
    public IDictionary<string, decimal> Thresholds { get; } = new Dictionary<string, decimal>
    {
        ["AED"] = 2.00m,
        ["ARS"] = 0.50m,
        ["AUD"] = 0.50m,
        ["BHD"] = 0.200m,
        ["BRL"] = 0.50m,
        ["CAD"] = 0.50m,
        ["CHF"] = 0.50m,
        ["COP"] = 0.50m,
        ["CZK"] = 15.00m,
        ["DKK"] = 2.50m,
        ["EUR"] = 0.50m,
        ["GBP"] = 0.30m,
        ["HKD"] = 4.00m,
        ["HUF"] = 175.00m,
        ["IDR"] = 0.50m,
        ["ILS"] = 0.50m,
        ["INR"] = 0.50m,
        ["JOD"] = 0.400m,
        ["JPY"] = 50m,
        ["KRW"] = 50m,
        ["KWD"] = 0.200m,
        ["MXN"] = 10.00m,
        ["MYR"] = 2.00m,
        ["NOK"] = 3.00m,
        ["NZD"] = 0.50m,
        ["OMR"] = 0.200m,
        ["PHP"] = 0.50m,
        ["PLN"] = 2.00m,
        ["RON"] = 2.00m,
        ["RUB"] = 0.50m,
        ["SEK"] = 3.00m,
        ["SGD"] = 0.50m,
        ["THB"] = 10.00m,
        ["TND"] = 2.000m,
        ["USD"] = 0.50m,
        ["ZAR"] = 0.50m,
    };

    /// <summary>
    /// How long a charge waits for others. Two weeks: the customer still knows what it was, and the invoice comes
    /// within the fifteen days that Czech law allows for it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromDays(14);

    public Money ThresholdOf(string currency) =>
        Thresholds.TryGetValue(currency, out var amount) ? InMinor(currency, amount) : Money.Zero(currency);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from pair in Thresholds
        where !Currencies.IsKnown(pair.Key) || pair.Value < 0
            || InMinor(pair.Key, pair.Value).ToDecimal() != pair.Value
        select new ValidationResult(
            $"Gathering__Thresholds__{pair.Key} is {pair.Value}; name an ISO 4217 currency and an amount of 0 or " +
            "more in its main unit, such as Gathering__Thresholds__EUR=0.50.");

    private static Money InMinor(string currency, decimal amount) =>
        new((long)(amount / new Money(1, currency).ToDecimal()), currency);
}
