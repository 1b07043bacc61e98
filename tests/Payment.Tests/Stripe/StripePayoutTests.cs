using Stripe;
using Payout = Charging.Payments.Payouts.Payout;

namespace Charging.Payments.Tests.Stripe;

public class StripePayoutTests
{
    private static readonly DateTime Midnight = new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);

    [Test]
    public void A_payout_is_its_captures_less_fees_and_what_went_back()
    {
        var payout = Of(
            net: 1210 - 42 - 210 - 1500,
            Capture("pi_1", 1210, fee: 42), Movement("refund", -210), Movement("adjustment", 0, fee: 1500),
            Movement("payout", 542));

        Assert.That(
            (payout.Date, payout.Currency, payout.Gross, payout.Fee, payout.Returned, payout.Net),
            Is.EqualTo((new DateOnly(2026, 11, 24), "EUR", 1210L, 1542L, 210L, -542L)));
        Assert.That(payout.References, Is.EqualTo(new[] { "pi_1" }));
    }

    [Test]
    public void What_came_back_to_us_is_less_than_nothing_returned()
    {
        var payout = Of(net: 1200, Movement("adjustment", 1210), Movement("stripe_fee", -10));

        Assert.That((payout.Gross, payout.Fee, payout.Returned), Is.EqualTo((0L, 10L, -1210L)));
        Assert.That(payout.FlawAgainst(new Dictionary<string, CapturedReference>()), Is.Null);
    }

    [Test]
    public void Amounts_are_in_the_smallest_units_of_ISO_4217()
    {
        var payout = Of(net: 150_000, "isk", Capture("pi_1", 150_000, fee: 0));

        Assert.That((payout.Gross, payout.Net), Is.EqualTo((1500L, 1500L)));
    }

    [TestCase("isk", 10_000, 165)]
    [TestCase("ugx", 10_001, 100)]
    public void What_has_no_place_in_the_currency_is_an_error_with_its_place(string currency, long gross, long fee) =>
        Assert.That(
            () => Of(net: gross - fee, currency, Capture("pi_1", gross, fee)),
            Throws.InvalidOperationException.With.Message.Match("its (gross|fee) cannot be booked: [0-9]+ hundredths"));

    [Test]
    public void A_movement_that_nobody_books_is_named() =>
        Assert.That(
            () => Of(net: 10, Movement("topup", 10)),
            Throws.InvalidOperationException.With.Message.Contains("txn_topup, which is 'topup'"));

    private static Payout Of(long net, params BalanceTransaction[] movements) => Of(net, "eur", movements);

    private static Payout Of(long net, string currency, params BalanceTransaction[] movements) => StripePayout.Of(
        new global::Stripe.Payout { Id = "po_1", Amount = net, Currency = currency, ArrivalDate = Midnight },
        movements);

    private static BalanceTransaction Capture(string payment, long amount, long fee) =>
        Movement("charge", amount, fee, new Charge { Id = "ch_1", PaymentIntentId = payment });

    private static BalanceTransaction Movement(
        string type, long amount, long fee = 0, IBalanceTransactionSource? source = null) =>
        new() { Id = $"txn_{type}", Type = type, Amount = amount, Fee = fee, Source = source! };
}
