namespace Charging.Payments.Tests.Gateway.Stripe;

public class StripeTokenTests
{
    [TestCase("pm_1", null, "pm_1", null)]
    [TestCase("cus_1/pm_1", "cus_1", "pm_1", null)]
    [TestCase("cus_1/pm_1/mandate_1", "cus_1", "pm_1", "mandate_1")]
    public void A_token_names_a_method_and_whose_it_is(
        string token, string? customer, string method, string? mandate) =>
        Assert.That(StripeToken.Read(token), Is.EqualTo(new StripeToken(customer, method, mandate)));

    [TestCase("")]
    [TestCase("pm_")]
    [TestCase("tok_ok")]
    [TestCase("cus_1")]
    [TestCase("pm_1/cus_1")]
    [TestCase("cus_1/pm_1/")]
    [TestCase("cus_1/pm_1/mandate_1/x")]
    [TestCase("pm_1&amount=1")]
    [TestCase("4242424242424242")]
    public void Anything_else_is_no_token(string token) => Assert.That(StripeToken.Read(token), Is.Null);
}
