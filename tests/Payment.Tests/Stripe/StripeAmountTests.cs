namespace Charging.Payments.Tests.Stripe;

public class StripeAmountTests
{
    [TestCase(1250, "EUR", 1250)]
    [TestCase(500, "JPY", 500)]
    [TestCase(1230, "KWD", 1230)]
    [TestCase(12, "ISK", 1200)]
    [TestCase(12, "UGX", 1200)]
    [TestCase(1200, "MGA", 12)]
    public void An_amount_is_said_in_Stripes_units_and_read_back(long minor, string currency, long amount)
    {
        Assert.That(StripeAmount.Of(new Money(minor, currency)), Is.EqualTo(amount));
        Assert.That(
            StripeAmount.Read(amount, currency.ToLowerInvariant()), Is.EqualTo(new Money(minor, currency)));
    }

    [TestCase(1, "KWD")]
    [TestCase(1234, "BHD")]
    [TestCase(1250, "MGA")]
    public void An_amount_that_would_have_to_be_rounded_is_not_said(long minor, string currency) =>
        Assert.That(StripeAmount.Of(new Money(minor, currency)), Is.Null);
}
