using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Charging.Contracts;

/// <summary>
/// An exact number: a fraction in lowest terms whose denominator is positive. Prices and quantities are multiplied and
/// added without ever being rounded; an overflow of 128 bits throws. Written as a plain decimal where it has a finite
/// one of at most 28 digits (<c>2.4783</c>), else as <c>p/q</c>.
/// </summary>
[JsonConverter(typeof(RationalConverter))]
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    public Rational(Int128 numerator, Int128 denominator)
    {
        ArgumentOutOfRangeException.ThrowIfZero(denominator);
        if (denominator < 0) (numerator, denominator) = checked((-numerator, -denominator));
        var divisor = Divisor(numerator, denominator);
        Numerator = Quotient(numerator, divisor);
        DenominatorLessOne = Quotient(denominator, divisor) - 1;
    }

    public Int128 Numerator { get; private init; }

    /// <summary>Always positive; 1 for a whole number, so that <c>default</c> is 0.</summary>
    public Int128 Denominator => DenominatorLessOne + 1;

    private Int128 DenominatorLessOne { get; init; }

    public static Rational Zero => default;

    public int Sign => Int128.Sign(Numerator);

    public static implicit operator Rational(long value) => LowestTerms(value, 1);

    public static implicit operator Rational(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // The three ints are the mantissa's bits, not signed numbers: each half of them looks negative.
        var mantissa = unchecked(((Int128)(uint)bits[2] << 64) | ((Int128)(uint)bits[1] << 32) | (uint)bits[0]);
        return new Rational(bits[3] < 0 ? -mantissa : mantissa, Pow10((bits[3] >> 16) & 0xFF));
    }

    public static Rational operator +(Rational left, Rational right)
    {
        var shared = Divisor(left.Denominator, right.Denominator);
        var (ofLeft, ofRight) = (Quotient(left.Denominator, shared), Quotient(right.Denominator, shared));
        var sum = checked(Product(left.Numerator, ofRight) + Product(right.Numerator, ofLeft));
        // Only what the denominators share can still be taken out of the sum.
        var divisor = Divisor(sum, shared);
        return LowestTerms(Quotient(sum, divisor), Product(ofLeft, Quotient(right.Denominator, divisor)));
    }

    public static Rational operator -(Rational value) => LowestTerms(checked(-value.Numerator), value.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator *(Rational left, Rational right)
    {
        var first = Divisor(left.Numerator, right.Denominator);
        var second = Divisor(right.Numerator, left.Denominator);
        return LowestTerms(
            Product(Quotient(left.Numerator, first), Quotient(right.Numerator, second)),
            Product(Quotient(left.Denominator, second), Quotient(right.Denominator, first)));
    }

    public static Rational operator /(Rational left, Rational right) =>
        right.Sign == 0
            ? throw new DivideByZeroException($"Cannot divide {left} by zero.")
            : left * new Rational(right.Denominator, right.Numerator);

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>The largest whole number that is not above this one.</summary>
    public Int128 Floor() => Numerator / Denominator - (Numerator % Denominator < 0 ? Int128.One : Int128.Zero);

    public int CompareTo(Rational other) => Denominator == other.Denominator
        ? Numerator.CompareTo(other.Numerator)
        : (this - other).Sign;

    public bool Equals(Rational other) =>
        Numerator == other.Numerator && DenominatorLessOne == other.DenominatorLessOne;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, DenominatorLessOne);

    /// <summary>A decimal without trailing zeros, or <c>p/q</c> where there is none of at most 28 digits.</summary>
    public override string ToString()
    {
        var (rest, digits) = (Denominator, 0);
        while (rest % 10 == 0) (rest, digits) = (rest / 10, digits + 1);
        while (rest % 2 == 0) (rest, digits) = (rest / 2, digits + 1);
        while (rest % 5 == 0) (rest, digits) = (rest / 5, digits + 1);
        if (rest != 1) return $"{Numerator}/{Denominator}";
        if (digits == 0) return Numerator.ToString(CultureInfo.InvariantCulture);

        // A longer one would be rounded by whoever reads it as a decimal, and 128 bits do not hold every one.
        if (digits > MostDigits) return $"{Numerator}/{Denominator}";
        var factor = Pow10(digits) / Denominator;
        if (Int128.Abs(Numerator) >= Pow10(MostDigits) / factor) return $"{Numerator}/{Denominator}";
        var scaled = Int128.Abs(Numerator) * factor;
        var text = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return $"{(Sign < 0 ? "-" : "")}{text[..^digits]}.{text[^digits..].TrimEnd('0')}";
    }

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? text, out Rational value)
    {
        value = default;
        if (text is null) return false;

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            if (text.Length > MostDigits) return RationalText.TryParse(text, out value);
            var read = decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number);
            value = number;
            return read;
        }

        var (above, below) = (text[..slash], text[(slash + 1)..]);
        if (!Int128.TryParse(above, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator) ||
            !Int128.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator) ||
            denominator == 0) return false;
        value = new Rational(numerator, denominator);
        return true;
    }

    private const int MostDigits = 28;

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private static Int128 Pow10(int digits)
    {
        var power = Int128.One;
        for (var i = 0; i < digits; i++) power = checked(power * 10);
        return power;
    }

    private static Rational LowestTerms(Int128 numerator, Int128 denominator) =>
        new() { Numerator = numerator, DenominatorLessOne = denominator - 1 };

    // Prices and quantities nearly always fit 64 bits, for which the machine has instructions.

    private static bool AreSmall(Int128 one, Int128 other) =>
        one == unchecked((long)one) && other == unchecked((long)other);

    private static Int128 Product(Int128 left, Int128 right) =>
        AreSmall(left, right) ? Math.BigMul((long)left, (long)right) : checked(left * right);

    private static Int128 Quotient(Int128 value, Int128 divisor)
    {
        if (divisor == 1) return value;
        return AreSmall(value, divisor) ? (long)value / (long)divisor : value / divisor;
    }

    /// <summary>The greatest one that both have.</summary>
    private static Int128 Divisor(Int128 value, Int128 positive)
    {
        if (positive == 1) return 1;
        var (left, right) = (Int128.Abs(value), positive);
        while (left > ulong.MaxValue || right > ulong.MaxValue)
        {
            if (right == 0) return left;
            (left, right) = (right, left % right);
        }

        return Divisor((ulong)left, (ulong)right);
    }

    /// <summary>By shifts and differences: a division takes as long as some twenty of these.</summary>
    private static ulong Divisor(ulong one, ulong other)
    {
        if (one == 0 || other == 0) return one | other;
        var twos = BitOperations.TrailingZeroCount(one | other);
        one >>= BitOperations.TrailingZeroCount(one);
        do
        {
            other >>= BitOperations.TrailingZeroCount(other);
            (one, other) = (Math.Min(one, other), Math.Max(one, other) - Math.Min(one, other));
        }
        while (other != 0);
        return one << twos;
    }

    private sealed class RationalConverter : JsonConverter<Rational>
    {
        public override Rational Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)) return number;
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            return TryParse(text, out var value)
                ? value
                : throw new JsonException($"'{text}' is not an exact number; write a decimal such as 0.06, or p/q.");
        }

        public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
