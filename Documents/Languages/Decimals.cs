namespace Charging.Documents.Languages;

public static class Decimals
{
    /// <summary>The nearest decimal of that many digits; a half goes away from zero.</summary>
    public static decimal Nearest(Rational value, int digits)
    {
        var whole = value.Floor();
        var rest = value - new Rational(whole, 1);
        var fraction = (decimal)rest.Numerator / (decimal)rest.Denominator;
        return (decimal)whole + Math.Round(fraction, digits, MidpointRounding.AwayFromZero);
    }
}
