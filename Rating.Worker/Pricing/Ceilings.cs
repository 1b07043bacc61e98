using System.Globalization;

namespace Charging.Rating.Pricing;

/// <summary>
/// The most that one session may cost, by currency, unless its plan has a maximumCharge of its own. What costs more is
/// set aside and looked at before anybody is charged: a counter that ran away, or a price with a slipped point.
/// </summary>
/// <param name="byCurrency">In smallest units; a currency that is not there has no ceiling.</param>
internal sealed class Ceilings(IReadOnlyDictionary<string, long> byCurrency)
{
    private const string Section = "Ceiling";
    private const decimal Highest = 1_000_000_000_000m;

    /// <summary>Nothing is too much.</summary>
    public static Ceilings None { get; } = new(new Dictionary<string, long>());

    /// <summary>
    /// About ten thousand euro, in round numbers of the main unit: more than a conference of a thousand legs for two
    /// hours costs, and little enough to be given back.
    /// </summary>
    private static readonly (long Most, string Currencies)[] Usual =
    [
        (10_000, "ANG AUD AWG AZN BAM BBD BGN BHD BMD BND BSD BZD CAD CHF CLF EUR FJD FKP GBP GIP JOD KWD KYD NZD " +
            "OMR PAB SGD SHP TOP USD UYW WST"),
        (50_000, "AED BOB BRL BYN GEL GHS ILS LYD MYR PEN PGK PLN QAR RON SAR TMT TND XCD"),
        (100_000, "BWP CNY DKK ERN GTQ HKD LSL MAD MDL MOP MVR MXN NAD NOK SBD SCR SEK SVC SZL TJS TTD UYI ZAR"),
        (250_000, "CUP CZK EGP HNL MRU SLE STN SRD THB TRY TWD UAH ZMW ZWG"),
        (1_000_000, "AFN ALL BDT BTN CVE DOP ETB GMD INR KGS KPW MKD MUR MZN NIO NPR PHP RUB UYU VES"),
        (2_500_000, "DJF DZD GYD HTG ISK JMD JPY KES LKR LRD PKR RSD VUV XPF YER"),
        (5_000_000, "AMD AOA CRC HUF KMF KZT SDG XAF XOF"),
        (15_000_000, "ARS CLP IQD KRW MWK NGN RWF SOS"),
        (50_000_000, "BIF CDF COP KHR MGA MMK MNT PYG SSP TZS UGX"),
        (250_000_000, "GNF IDR LAK SYP UZS VND"),
        (1_000_000_000, "IRR LBP"),
    ];

    /// <summary>The usual ones, and in their place what <c>Ceiling__EUR</c> and so on say.</summary>
    /// <param name="configuration">The worker's.</param>
    /// <param name="faults">Takes what is wrong, each with the setting's name and what to write.</param>
    public static Ceilings Read(IConfiguration configuration, ICollection<string> faults)
    {
        var ceilings = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (most, currencies) in Usual)
            foreach (var currency in currencies.Split(' ')) ceilings.Add(currency, InSmallestUnits(most, currency));

        foreach (var setting in configuration.GetSection(Section).GetChildren())
        {
            var currency = setting.Key.ToUpperInvariant();
            if (!Currencies.IsKnown(currency))
                faults.Add($"{Section}__{setting.Key} is no currency of ISO 4217; write {Section}__EUR or the like.");
            else if (setting.Value is "none")
                ceilings.Remove(currency);
            else if (AmountOf(setting.Value) is { } most)
                ceilings[currency] = InSmallestUnits(most, currency);
            else
                faults.Add($"{Section}__{setting.Key}: '{setting.Value}' is no ceiling; write an amount in " +
                    $"{currency} above 0, at most {Highest.ToString(CultureInfo.InvariantCulture)}, such as 25000; " +
                    "or none.");
        }

        return new Ceilings(ceilings);
    }

    /// <summary>Null for a charge that is not too much.</summary>
    /// <param name="charge">Of one session.</param>
    /// <param name="plan">By which it is so much, for people.</param>
    public Rejection? Over(Money charge, PricePlan plan)
    {
        if (!byCurrency.TryGetValue(charge.Currency, out var most) || charge.Minor <= most) return null;
        return new(QuarantineCode.OverCeiling,
            $"By {plan.Version} it costs {charge}, and {new Money(most, charge.Currency)} is the most for one " +
            $"session. If it is right, give the plan a maximumCharge or raise {Section}__{charge.Currency}, then " +
            "replay.");
    }

    private static long InSmallestUnits(decimal amount, string currency)
    {
        for (var digits = Currencies.DigitsOf(currency); digits > 0; digits--) amount *= 10;
        return (long)amount;
    }

    private static decimal? AmountOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) &&
        amount is > 0 and <= Highest ? amount : null;
}
