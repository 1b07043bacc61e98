using System.Numerics;
using CsCheck;

namespace Charging.Contracts.Tests;

/// <summary>Against fractions of whole numbers without a limit, which know no fast ways.</summary>
public class RationalPropertyTests
{
    private sealed record Fraction(BigInteger Above, BigInteger Below)
    {
        public static Fraction Of(Rational number) => new(number.Numerator, number.Denominator);

        public static Fraction operator +(Fraction left, Fraction right) =>
            new((left.Above * right.Below) + (right.Above * left.Below), left.Below * right.Below);

        public static Fraction operator *(Fraction left, Fraction right) =>
            new(left.Above * right.Above, left.Below * right.Below);

        public int CompareTo(Fraction other) => (Above * other.Below).CompareTo(other.Above * Below);

        /// <summary>Whether the number is this one, in lowest terms.</summary>
        public bool Is(Rational number) =>
            number.Numerator * Below == Above * number.Denominator && number.Denominator > 0 &&
            BigInteger.GreatestCommonDivisor(number.Numerator, number.Denominator) == 1;
    }

    /// <summary>As many small numbers as large ones.</summary>
    private static Gen<Int128> PartsOf(int mostBits) =>
        from bits in Gen.Int[1, mostBits]
        from high in Gen.ULong
        from low in Gen.ULong
        from negative in Gen.Bool
        let size = (Int128)(new UInt128(high, low) >> (128 - bits))
        select negative ? -size : size;

    private static Gen<Rational> NumbersOf(int mostBits) =>
        from numerator in PartsOf(mostBits)
        from denominator in PartsOf(mostBits)
        where denominator != 0
        select new Rational(numerator, denominator);

    [Test]
    public void A_number_is_kept_in_lowest_terms() =>
        Gen.Select(PartsOf(127), PartsOf(127)).Where((_, denominator) => denominator != 0)
            .Sample((numerator, denominator) =>
                new Fraction(numerator, denominator).Is(new Rational(numerator, denominator)), iter: 2000);

    [Test]
    public void Parts_of_62_bits_are_always_added_and_multiplied() =>
        Gen.Select(NumbersOf(62), NumbersOf(62)).Sample((left, right) =>
        {
            var (a, b) = (Fraction.Of(left), Fraction.Of(right));
            return (a + b).Is(left + right) && (a * b).Is(left * right) && a.CompareTo(b) == left.CompareTo(right);
        }, iter: 2000);

    [Test]
    public void Longer_parts_come_out_right_or_overflow() =>
        Gen.Select(NumbersOf(127), NumbersOf(127)).Sample((left, right) =>
        {
            var (a, b) = (Fraction.Of(left), Fraction.Of(right));
            return IsOrOverflows(a + b, () => left + right) && IsOrOverflows(a * b, () => left * right);
        }, iter: 2000);

    [Test]
    public void The_ends_of_64_bits_are_no_border()
    {
        Int128[] parts = [long.MinValue, (Int128)long.MinValue - 1, long.MaxValue, (Int128)long.MaxValue + 1,
            ulong.MaxValue, (Int128)ulong.MaxValue + 1, 1, -1, 3];
        var numbers = (from above in parts from below in parts select new Rational(above, below)).ToList();

        Assert.Multiple(() =>
        {
            foreach (var (left, right) in numbers.SelectMany(left => numbers.Select(right => (left, right))))
            {
                var (a, b) = (Fraction.Of(left), Fraction.Of(right));
                Assert.That(IsOrOverflows(a + b, () => left + right), Is.True, $"{left} + {right}");
                Assert.That(IsOrOverflows(a * b, () => left * right), Is.True, $"{left} * {right}");
            }
        });
    }

    /// <summary>Nothing overflows that is far from 128 bits.</summary>
    private static bool IsOrOverflows(Fraction expected, Func<Rational> calculate)
    {
        try
        {
            return expected.Is(calculate());
        }
        catch (OverflowException)
        {
            return BigInteger.Abs(expected.Above) >> 120 > 0 || expected.Below >> 120 > 0;
        }
    }
}
