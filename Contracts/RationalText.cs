using System.Globalization;

namespace Charging.Contracts;

/// <summary>Reads decimals of more digits than <see cref="decimal"/> keeps, which would round them.</summary>
internal static class RationalText
{
    /// <summary>The largest power of ten in 128 bits.</summary>
    private const int MostPower = 38;

    /// <summary>False for what is no decimal, or has more digits than 128 bits hold.</summary>
    public static bool TryParse(string text, out Rational value)
    {
        value = default;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var behind = point < 0 ? 0 : text.Length - point - 1;
        var digits = point < 0 ? text : text.Remove(point, 1);
        if (behind > MostPower || !Int128.TryParse(
            digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var scaled)) return false;

        var power = Int128.One;
        for (var i = 0; i < behind; i++) power *= 10;
        value = new Rational(scaled, power);
        return true;
    }
}
