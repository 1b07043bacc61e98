namespace Charging.Rating.Tests.Pricing;

public class RoundingTests
{
    [TestCase("CGR-054", "up", 12.21, 1, "123")]
    [TestCase("CGR-056", "down", 12.49, 1, "124")]
    [TestCase("CGR-058", "up", 0.07, 2, "7")]
    [TestCase("CGR-060", "halfUp", 14.37, 0, "14")]
    [TestCase("CGR-062", "down", 14.37, 8, "1437000000")]
    [TestCase("OM-031", "halfUp", 2.4, 0, "2")]
    [TestCase("OM-033", "halfUp", 2.6, 0, "3")]
    [TestCase("OM-035", "halfUp", -2.5, 0, "-3")]
    [TestCase("OM-037", "up", 1.247, 2, "125")]
    [TestCase("OM-039", "halfUp", 2.45, 1, "25")]
    [TestCase("a half goes to the even one below", "halfEven", 2.5, 0, "2")]
    [TestCase("a half goes to the even one above", "halfEven", 3.5, 0, "4")]
    [TestCase("more than a half goes up", "halfEven", 2.500001, 0, "3")]
    [TestCase("up is away from zero", "up", -2.1, 0, "-3")]
    [TestCase("down is towards zero", "down", -2.9, 0, "-2")]
    public void A_number_is_rounded(string name, string rounding, decimal value, int digits, string expected)
    {
        Rational scaled = value;
        for (var i = 0; i < digits; i++) scaled *= 10;

        Assert.That(Words.Read<Rounding>(rounding).Whole(scaled).ToString(), Is.EqualTo(expected), name);
    }

    [TestCase("EUR", 1250)]
    [TestCase("JPY", 13)]
    [TestCase("KWD", 12500)]
    public void An_amount_becomes_whole_smallest_units_of_its_currency(string currency, long minor) =>
        Assert.That(Rounding.HalfUp.ToMoney(12.5m, currency), Is.EqualTo(new Money(minor, currency)));

    [Test]
    public void A_third_is_rounded_exactly() =>
        Assert.That(Rounding.HalfEven.Whole(new Rational(5, 3)), Is.EqualTo((Int128)2));
}
