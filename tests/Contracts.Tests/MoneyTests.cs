namespace Charging.Contracts.Tests;

public class MoneyTests
{
    private static readonly Money Euros = new(1250, "EUR");

    [TestCase(1250, "EUR", "12.50 EUR")]
    [TestCase(500, "JPY", "500 JPY")]
    [TestCase(1234, "KWD", "1.234 KWD")]
    [TestCase(-5, "EUR", "-0.05 EUR")]
    [TestCase(12345, "CLF", "1.2345 CLF")]
    public void An_amount_is_written_as_people_write_it(long minor, string currency, string expected) =>
        Assert.That(new Money(minor, currency).ToString(), Is.EqualTo(expected));

    [Test]
    public void Amounts_of_one_currency_add_and_subtract()
    {
        Assert.That(Euros + new Money(50, "EUR"), Is.EqualTo(new Money(1300, "EUR")));
        Assert.That(Euros - new Money(1300, "EUR"), Is.EqualTo(new Money(-50, "EUR")));
        Assert.That(-Euros, Is.EqualTo(new Money(-1250, "EUR")));
        Assert.That(Money.Zero("EUR") + Euros, Is.EqualTo(Euros));
    }

    [Test]
    public void Amounts_of_two_currencies_never_meet()
    {
        Assert.That(() => Euros + new Money(1, "CZK"),
            Throws.InvalidOperationException.With.Message.Contains("Cannot add 12.50 EUR and 0.01 CZK"));
        Assert.That(() => Euros - new Money(1, "CZK"), Throws.InvalidOperationException);
    }

    [Test]
    public void An_overflow_throws()
    {
        Assert.That(() => new Money(long.MaxValue, "EUR") + new Money(1, "EUR"), Throws.TypeOf<OverflowException>());
        Assert.That(() => new Money(long.MinValue, "EUR") - new Money(1, "EUR"), Throws.TypeOf<OverflowException>());
        Assert.That(() => -new Money(long.MinValue, "EUR"), Throws.TypeOf<OverflowException>());
    }

    [TestCase("EUR", 2)]
    [TestCase("CZK", 2)]
    [TestCase("JPY", 0)]
    [TestCase("ISK", 0)]
    [TestCase("KWD", 3)]
    [TestCase("CLF", 4)]
    public void A_currency_has_its_digits_of_ISO_4217(string code, int digits) =>
        Assert.That(Currencies.DigitsOf(code), Is.EqualTo(digits));

    [TestCase("EUX")]
    [TestCase("eur")]
    [TestCase("")]
    [TestCase(null)]
    public void What_is_no_currency_is_not_known(string? code)
    {
        Assert.That(Currencies.IsKnown(code), Is.False);
        Assert.That(() => Currencies.DigitsOf(code ?? "?"), Throws.ArgumentException);
    }

    [TestCase(704, "KWD", 700)]
    [TestCase(705, "KWD", 710)]
    [TestCase(1, "BHD", 10)]
    [TestCase(0, "BHD", 0)]
    [TestCase(-705, "OMR", -710)]
    [TestCase(12345, "MGA", 12300)]
    [TestCase(12345, "EUR", 12345)]
    [TestCase(12345, "ISK", 12345)]
    [TestCase(12345, "HUF", 12345)]
    public void What_is_drawn_is_the_nearest_that_can_be_and_never_nothing(long minor, string currency, long drawn) =>
        Assert.That(new Money(minor, currency).ToDrawable(), Is.EqualTo(new Money(drawn, currency)));
}
