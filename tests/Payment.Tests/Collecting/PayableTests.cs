using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

public class PayableTests
{
    private static readonly Attempt Declined = Started(Guid.NewGuid(), 1).Declined("expired_card");

    [TestCase("AwaitingCustomer")]
    [TestCase("WaitingToRetry")]
    [TestCase("Abandoned")]
    public void What_waits_or_was_given_up_is_paid_as_far_as_it_is_owed(string state)
    {
        var payment = Payment(state);
        Assert.That(Payable.Of(payment, [Declined]), Is.EqualTo(new Payable.Yes(Euro(1210))));

        payment.BeginCredited(605);
        Assert.That(Payable.Of(payment, [Declined]), Is.EqualTo(new Payable.Yes(Euro(605))));

        payment.BeginCredited(1210);
        Assert.That(Payable.Of(payment, [Declined]), Is.TypeOf<Payable.Nothing>());
    }

    [TestCase("Initial")]
    [TestCase("AwaitingDay")]
    [TestCase("Resolving")]
    [TestCase("Pending")]
    [TestCase("NeedsReview")]
    public void What_may_be_drawn_at_this_moment_is_not(string state) =>
        Assert.That(Payable.Of(Payment(state), [Declined]), Is.TypeOf<Payable.InWork>());

    [TestCase("WaitingToRetry")]
    [TestCase("AwaitingCustomer")]
    [TestCase("Abandoned")]
    public void Beside_an_attempt_whose_outcome_is_open_nothing_is(string state) => Assert.That(
        Payable.Of(Payment(state), [Declined, Started(Declined.InvoiceId, 2).Unanswered(TimeSpan.FromSeconds(1))]),
        Is.TypeOf<Payable.InWork>());

    [TestCase("Captured")]
    [TestCase("WaitingToRetry")]
    [TestCase("Abandoned")]
    public void What_was_captured_is_paid_also_while_its_payment_does_not_know(string state) => Assert.That(
        Payable.Of(Payment(state), [Declined, Started(Declined.InvoiceId, 2).Captured()]),
        Is.TypeOf<Payable.Paid>());

    [Test]
    public void What_the_bank_took_back_is_paid_once_it_is_owed_for_good()
    {
        var captured = Started(Guid.NewGuid(), 1).Captured();
        var disputed = Reversed("disputed");
        var lost = Reversed("dispute-lost");

        Assert.That(Payable.Of(disputed, [captured]), Is.TypeOf<Payable.Disputed>());
        Assert.That(Payable.Of(lost, [captured]), Is.TypeOf<Payable.Disputed>(), "not to be drawn again");
        Assert.That(
            Payable.Of(lost, [captured with { ReturnedAt = Noon }]), Is.EqualTo(new Payable.Yes(Euro(1210))));
    }

    private static PaymentState Payment(string state)
    {
        var payment = PaymentState.Begin(Invoice(), Noon);
        payment.CurrentState = state;
        return payment;
    }

    private static PaymentState Reversed(string reason)
    {
        var payment = Payment("Captured");
        var captured = Started(payment.CorrelationId, 1).Captured();
        var open = new Dispute(
            "dp_1", payment.CorrelationId, "pay_1", 1210, "EUR",
            reason == "disputed" ? DisputeStatus.Open : DisputeStatus.Lost, 1, Noon, false);
        payment.Follow(
            new Findings { Attempts = [captured], Disputes = [open] }, new NextStep.Reverse(open, Euro(1210)), Noon);
        payment.CurrentState = "Reversed";
        return payment;
    }
}
