using System.Collections.Frozen;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// Amounts as Stripe counts them. Mostly in the smallest units of ISO 4217; but ISK and UGX in hundredths that must be
/// 00, MGA in whole ariary, and where there are three digits the last must be 0.
/// </summary>
internal static class StripeAmount
{
    private static readonly FrozenSet<string> InHundredths = FrozenSet.Create("ISK", "UGX");
    private static readonly FrozenSet<string> InWholeUnits = FrozenSet.Create("MGA");

    /// <summary>
    /// Null for an amount that cannot be said to Stripe, such as 1 fils: it would have to be rounded.
    /// </summary>
    public static long? Of(Money amount) => amount.Currency switch
    {
        var currency when InHundredths.Contains(currency) => amount.Minor * 100,
        var currency when InWholeUnits.Contains(currency) => amount.Minor % 100 == 0 ? amount.Minor / 100 : null,
        var currency when Currencies.DigitsOf(currency) == 3 => amount.Minor % 10 == 0 ? amount.Minor : null,
        _ => amount.Minor,
    };

    /// <summary>The other way round; Stripe writes currencies in lower case.</summary>
    /// <exception cref="FormatException">There are hundredths where the currency has none.</exception>
    public static Money Read(long amount, string currency) => currency.ToUpperInvariant() switch
    {
        var code when InHundredths.Contains(code) => amount % 100 == 0
            ? new Money(amount / 100, code)
            : throw new FormatException(
                $"{amount} hundredths of {code} are no whole {code}, and there is nothing smaller"),
        var code when InWholeUnits.Contains(code) => new Money(amount * 100, code),
        var code => new Money(amount, code),
    };
}
