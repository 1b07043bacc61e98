using System.Text.Json;
using CsCheck;

namespace Charging.Contracts.Tests;

public class RationalTests
{
    private static readonly Gen<Rational> Numbers =
        from numerator in Gen.Int[-100_000, 100_000]
        from denominator in Gen.Int[1, 5_000]
        select new Rational(numerator, denominator);

    [TestCase("0", "0")]
    [TestCase("2.4783", "2.4783")]
    [TestCase("0.0600", "0.06")]
    [TestCase("-0.5", "-0.5")]
    [TestCase("100", "100")]
    [TestCase("1/3", "1/3")]
    [TestCase("-2/6", "-1/3")]
    [TestCase("1/8", "0.125")]
    [TestCase("2479/60", "2479/60")]
    [TestCase("7/20", "0.35")]
    public void A_number_is_written_as_a_decimal_where_there_is_a_finite_one(string text, string expected)
    {
        Assert.That(Rational.TryParse(text, out var number), Is.True);
        Assert.That(number.ToString(), Is.EqualTo(expected));
    }

    [TestCase("7.9228162514264337593543950335", "15845632502852867518708790067/2000000000000000000000000000")]
    [TestCase("0.00000000000000000000000000000000000001", "1/100000000000000000000000000000000000000")]
    [TestCase("170141183460469231731687303715884105727", "170141183460469231731687303715884105727")]
    public void More_digits_than_a_decimal_keeps_are_never_rounded(string text, string expected)
    {
        Assert.That(Rational.TryParse(text, out var number), Is.True);
        Assert.That(number.ToString(), Is.EqualTo(expected));
        Assert.That(Rational.TryParse(expected, out var again) && again == number, Is.True);
    }

    [TestCase("")]
    [TestCase("1701411834604692317316873037158841057270", Description = "beyond 128 bits")]
    [TestCase("0.1234567890123456789012345678901234567890")]
    [TestCase("1.234567890123456789.012345678901")]
    [TestCase("abc")]
    [TestCase("1/0")]
    [TestCase("1/-3")]
    [TestCase("1/2/3")]
    [TestCase("1,5")]
    [TestCase("1e3")]
    [TestCase(null)]
    public void What_is_no_number_is_not_read(string? text) => Assert.That(Rational.TryParse(text, out _), Is.False);

    [Test]
    public void What_is_written_is_read_back() =>
        Numbers.Sample(number => Rational.TryParse(number.ToString(), out var read) && read == number);

    [Test]
    public void Sums_and_products_are_exact() =>
        Gen.Select(Numbers, Numbers, Numbers).Sample((a, b, c) =>
            a + b == b + a && a + b - b == a && (a + b) * c == (a * c) + (b * c) && (c.Sign == 0 || a * c / c == a));

    [Test]
    public void Numbers_are_ordered_as_their_difference_says() =>
        Gen.Select(Numbers, Numbers).Sample((a, b) =>
            (a < b) == ((a - b).Sign < 0) &&
            (a == b) == ((a - b).Sign == 0) &&
            (a != b || a.GetHashCode() == b.GetHashCode()));

    [Test]
    public void The_floor_is_the_largest_whole_number_not_above() =>
        Numbers.Sample(number =>
        {
            var floor = new Rational(number.Floor(), 1);
            return floor <= number && number < floor + 1;
        });

    [TestCase("0.1")]
    [TestCase("79228162514264337593543950335")]
    [TestCase("0.0000000000000000000000000001")]
    [TestCase("-12345.6789")]
    public void A_decimal_is_taken_exactly(string text) =>
        Assert.That(((Rational)decimal.Parse(text, null)).ToString(), Is.EqualTo(text));

    [Test]
    public void Nothing_else_than_zero_is_the_default() =>
        Assert.That((default(Rational), Rational.Zero), Is.EqualTo(((Rational)0, (Rational)0)));

    [Test]
    public void More_than_128_bits_throw()
    {
        Rational large = decimal.MaxValue;

        Assert.That(() => large * large, Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void A_division_by_zero_says_so() =>
        Assert.That(() => (Rational)1 / 0, Throws.TypeOf<DivideByZeroException>().With.Message.Contains("1"));

    [TestCase("\"2.4783\"", "\"2.4783\"")]
    [TestCase("2.4783", "\"2.4783\"")]
    [TestCase("\"1/3\"", "\"1/3\"")]
    public void In_json_it_is_text_and_a_plain_number_is_read_too(string json, string expected) =>
        Assert.That(
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Rational>(json, Wire.Json), Wire.Json),
            Is.EqualTo(expected));

    [TestCase("\"x\"")]
    [TestCase("null")]
    [TestCase("{}")]
    public void In_json_anything_else_is_refused(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<Rational>(json, Wire.Json), Throws.TypeOf<JsonException>());
}
