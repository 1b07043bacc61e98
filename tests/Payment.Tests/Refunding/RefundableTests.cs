namespace Charging.Payments.Tests.Refunding;

public class RefundableTests
{
    private static readonly Refundable Paid = new("CZ-2026-000001", "Captured", 1210, "EUR", "pay_1");

    [TestCase(1)]
    [TestCase(1210)]
    public void What_was_captured_can_be_given_back(long minor) =>
        Assert.That(Paid.ObjectionTo(Sample.Euro(minor), "a gift"), Is.Null);

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(1211)]
    [TestCase(long.MaxValue)]
    public void Nothing_less_and_no_more_than_that(long minor) =>
        Assert.That(Paid.ObjectionTo(Sample.Euro(minor), "a gift"), Does.Contain("12.10 EUR are left"));

    [Test]
    public void What_is_open_counts_and_what_has_failed_does_not()
    {
        var open = Refund(1, 1000);
        var failed = Refund(2, 210) with { Status = RefundStatus.Failed };

        Assert.That((Paid with { Refunds = [open, failed] }).Left, Is.EqualTo(Sample.Euro(210)));
    }

    [TestCase(1210, 2420, true)]
    [TestCase(1211, 2420, false)]
    [TestCase(1210, 1210, false)]
    [TestCase(0, 2420, false)]
    public void What_was_drawn_twice_goes_back_beside_the_invoices_own_refunds(long minor, long here, bool may)
    {
        var invoiceId = Guid.NewGuid();
        var twice = Paid with { HereMinor = here, Refunds = [Refund(1, 1000)] };
        var order = new RefundPayment
        {
            InvoiceId = invoiceId, OrderId = RefundPayment.SurplusOrderOf(invoiceId),
            Amount = Sample.Euro(minor), Reason = PaymentRefunded.DrawnTwice,
        };

        Assert.That(twice.ObjectionTo(order), may ? Is.Null : Does.Contain("not drawn twice"));
        Assert.That(twice.ObjectionTo(order with { OrderId = Guid.NewGuid() }), Does.Contain("not drawn twice"));
    }

    [TestCase("Reversed", "taken the money back already")]
    [TestCase("Abandoned", "only what is Captured")]
    [TestCase("NeedsReview", "only what is Captured")]
    [TestCase("WaitingToRetry", "only what is Captured")]
    public void Only_what_is_captured(string state, string why) =>
        Assert.That((Paid with { State = state }).ObjectionTo(Sample.Euro(1), "a gift"), Does.Contain(why));

    [TestCase(605, null)]
    [TestCase(606, "6.05 EUR are left")]
    public void Of_what_a_dispute_took_in_part_the_rest_can_be_given_back(long minor, string? why) =>
        Assert.That(
            (Paid with { State = "Reversed", HereMinor = 605 }).ObjectionTo(Sample.Euro(minor), "a gift"),
            why is null ? Is.Null : Does.Contain(why));

    [Test]
    public void While_a_part_is_disputed_nothing_is_given_back_and_it_is_said_how_much_that_is() =>
        Assert.That(
            (Paid with { State = "Reversed", HereMinor = 605, IsDisputed = true })
                .ObjectionTo(Sample.Euro(1), "a gift"),
            Does.Contain("6.05 EUR of invoice CZ-2026-000001 are disputed").And.Contain("wait until it is decided"));

    [Test]
    public void A_surplus_that_was_given_back_is_not_the_invoices()
    {
        var twice = Paid with
        {
            State = "Reversed",
            HereMinor = 1210 + 605,
            Refunds = [Refund(1, 1210) with { Reason = PaymentRefunded.DrawnTwice }],
        };

        Assert.That(twice.Left, Is.EqualTo(Sample.Euro(605)));
    }

    [Test]
    public void A_reason_with_a_card_number_is_refused() =>
        Assert.That(
            Paid.ObjectionTo(Sample.Euro(1), "Card 4242 4242 4242 4242"), Does.Contain("holds a card number"));

    [TestCase("")]
    [TestCase("  ")]
    public void A_reason_is_needed(string reason) =>
        Assert.That(Paid.ObjectionTo(Sample.Euro(1), reason), Does.Contain("1 to 200 characters"));

    [Test]
    public void Not_in_another_currency() =>
        Assert.That(Paid.ObjectionTo(new Money(1, "USD"), "a gift"), Does.Contain("paid in EUR"));

    [Test]
    public void A_key_is_not_repeated_once_the_gateway_may_have_forgotten_it()
    {
        var (refund, options) = (Refund(1, 1), new RetryOptions());

        Assert.That(RefundPlan.MayRepeat(refund, Sample.Noon.AddHours(22), options), Is.True);
        Assert.That(RefundPlan.MayRepeat(refund, Sample.Noon.AddHours(23), options), Is.False);
        Assert.That(
            RefundPlan.MayRepeat(refund with { Status = RefundStatus.Pending }, Sample.Noon, options), Is.False);
    }

    [Test]
    public void Looks_are_at_ages_and_end()
    {
        var (refund, options) = (Refund(1, 1) with { Status = RefundStatus.Unknown }, new RetryOptions());

        Assert.That(RefundPlan.NextLook(refund, options), Is.EqualTo(Sample.Noon.AddSeconds(30)));
        Assert.That(
            RefundPlan.NextLook(refund with { AskedAt = Sample.Noon.AddHours(13) }, options),
            Is.EqualTo(Sample.Noon.AddHours(24)));
        Assert.That(RefundPlan.NextLook(refund with { AskedAt = Sample.Noon.AddHours(24) }, options), Is.Null);
        Assert.That(
            RefundPlan.NextLook(
                refund with { Status = RefundStatus.Pending, AskedAt = Sample.Noon.AddHours(24) }, options),
            Is.EqualTo(Sample.Noon.AddDays(2)));
    }

    [TestCase("12.5", "EUR", 1250)]
    [TestCase("12", "EUR", 1200)]
    [TestCase("500", "JPY", 500)]
    [TestCase("1.234", "KWD", 1234)]
    public void An_amount_is_read_in_the_main_unit(string text, string currency, long minor) =>
        Assert.That(RefundCommands.Read(text, currency), Is.EqualTo(new Money(minor, currency)));

    [TestCase("12.505", "EUR")]
    [TestCase("1.5", "JPY")]
    [TestCase("-1", "EUR")]
    [TestCase("1,5", "EUR")]
    [TestCase("99999999999999999999", "EUR")]
    [TestCase("all", "EUR")]
    public void What_is_no_amount_is_refused(string text, string currency) =>
        Assert.That(
            () => RefundCommands.Read(text, currency),
            Throws.InvalidOperationException.With.Message.Contains($"no amount in {currency}"));

    private static Refund Refund(int refundNo, long minor)
    {
        var order = new RefundPayment
        {
            InvoiceId = Guid.NewGuid(), OrderId = Guid.NewGuid(), Amount = Sample.Euro(minor), Reason = "a gift",
        };
        return Charging.Payments.Refunding.Refund.Start(order, Paid, Sample.Noon, Sample.Noon) with
        {
            RefundNo = refundNo,
        };
    }
}
