using System.Collections.Frozen;

namespace Charging.Contracts;

/// <summary>The currencies of ISO 4217 and how many digits follow the point in each.</summary>
public static class Currencies
{
    private const string Two = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP
        CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR
        JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN
        NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
        SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG
        """;

    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string Three = "BHD IQD JOD KWD LYD OMR TND";
    private const string Four = "CLF UYW";

    private static readonly FrozenDictionary<string, int> Digits =
        Pairs(Two, 2).Concat(Pairs(None, 0)).Concat(Pairs(Three, 3)).Concat(Pairs(Four, 4)).ToFrozenDictionary();

    public static bool IsKnown(string? code) => code is not null && Digits.ContainsKey(code);

    /// <summary>0 for JPY, 2 for EUR, 3 for KWD.</summary>
    /// <exception cref="ArgumentException">The code is not an ISO 4217 currency.</exception>
    public static int DigitsOf(string code) =>
        Digits.TryGetValue(code, out var digits)
            ? digits
            : throw new ArgumentException(
                $"'{code}' is not an ISO 4217 currency; use one such as EUR or JPY.", nameof(code));

    /// <summary>
    /// The least by which a drawn amount may differ from another, in smallest units: 10 where there are three digits,
    /// for card networks know no more than two; 100 for MGA, whose fifths of an ariary are not drawn; else 1. As Stripe
    /// has it, "Three-decimal currencies", "Zero-decimal currencies" and "Special cases" at
    /// https://docs.stripe.com/currencies, as of September 2026. ISK and UGX are counted in hundredths there that must
    /// be 00, and have no hundredths here; HUF and TWD are drawn in hundredths, and only paid out whole.
    /// </summary>
    public static long DrawableStepOf(string code) => code switch
    {
        "MGA" => 100,
        _ => DigitsOf(code) == 3 ? 10 : 1,
    };

    private static IEnumerable<KeyValuePair<string, int>> Pairs(string codes, int digits) =>
        codes.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(code => KeyValuePair.Create(code, digits));
}
