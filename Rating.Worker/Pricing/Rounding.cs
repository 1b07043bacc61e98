namespace Charging.Rating.Pricing;

/// <summary>How a session's exact total becomes whole smallest units.</summary>
internal enum Rounding
{
    /// <summary>The nearest; a half goes away from zero.</summary>
    HalfUp,

    /// <summary>The nearest; a half goes to the even neighbour.</summary>
    HalfEven,

    /// <summary>Away from zero.</summary>
    Up,

    /// <summary>Towards zero.</summary>
    Down,
}

internal static class RoundingRules
{
    public static Int128 Whole(this Rounding rounding, Rational value)
    {
        var (whole, rest) = Int128.DivRem(Int128.Abs(value.Numerator), value.Denominator);
        var half = rest.CompareTo(value.Denominator - rest);
        var up = rounding switch
        {
            Rounding.HalfUp => half >= 0,
            Rounding.HalfEven => half > 0 || (half == 0 && Int128.IsOddInteger(whole)),
            Rounding.Up => rest > 0,
            Rounding.Down => false,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "Use halfUp, halfEven, up or down."),
        };
        var size = up ? whole + 1 : whole;
        return value.Sign < 0 ? -size : size;
    }

    /// <summary>The amount of the currency's main unit in whole smallest units.</summary>
    /// <exception cref="OverflowException">More than 64 bits of smallest units.</exception>
    public static Money ToMoney(this Rounding rounding, Rational amount, string currency)
    {
        var scale = 1L;
        for (var digits = Currencies.DigitsOf(currency); digits > 0; digits--) scale *= 10;
        return new Money(checked((long)rounding.Whole(amount * scale)), currency);
    }
}
