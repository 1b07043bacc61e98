namespace Charging.Contracts;

/// <summary>
/// An amount in whole smallest units of its ISO 4217 currency: 12.50 EUR is 1250, 500 JPY is 500, 1.234 KWD is 1234.
/// Amounts of different currencies never meet, and an overflow throws.
/// </summary>
public readonly record struct Money(long Minor, string Currency)
{
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>The amount in the currency's main unit, exact: 1250 EUR is 12.50.</summary>
    public decimal ToDecimal() => new decimal(Minor) / Pow10(Currencies.DigitsOf(Currency));

    /// <summary>
    /// The nearest amount that can be drawn, halves away from zero; what is more than 0 is never rounded to nothing.
    /// </summary>
    public Money ToDrawable()
    {
        var step = Currencies.DrawableStepOf(Currency);
        var steps = (long)Math.Round((decimal)Minor / step, 0, MidpointRounding.AwayFromZero);
        return this with { Minor = (Minor > 0 ? Math.Max(steps, 1) : steps) * step };
    }

    /// <summary>In another currency, rounded once to its smallest unit, half away from zero.</summary>
    /// <param name="currency">The other.</param>
    /// <param name="rate">What one of this currency is worth in it.</param>
    public Money In(string currency, Rational rate)
    {
        Rational smallest = new Money(1, currency).ToDecimal();
        var exact = ToDecimal() * rate / smallest;
        var half = new Rational(1, 2);
        return new((long)(exact.Sign < 0 ? -(half - exact).Floor() : (exact + half).Floor()), currency);
    }

    public static Money operator +(Money left, Money right) =>
        Same(left, right, "add") with { Minor = left.Minor + right.Minor };

    public static Money operator -(Money left, Money right) =>
        Same(left, right, "subtract") with { Minor = left.Minor - right.Minor };

    public static Money operator -(Money money) => money with { Minor = -money.Minor };

    /// <summary>As people write it: <c>12.50 EUR</c>.</summary>
    public override string ToString() =>
        Currencies.IsKnown(Currency) ? $"{ToDecimal().ToString($"F{Currencies.DigitsOf(Currency)}")} {Currency}"
                                     : $"{Minor} {Currency}";

    private static Money Same(Money left, Money right, string deed) =>
        left.Currency == right.Currency
            ? left
            : throw new InvalidOperationException($"Cannot {deed} {left} and {right}: convert one of them first.");

    private static decimal Pow10(int digits) => digits switch
    {
        0 => 1m,
        2 => 100m,
        3 => 1_000m,
        4 => 10_000m,
        _ => throw new ArgumentOutOfRangeException(nameof(digits), digits, "ISO 4217 knows 0, 2, 3 and 4 digits."),
    };
}
