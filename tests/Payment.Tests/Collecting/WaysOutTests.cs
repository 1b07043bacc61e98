using MassTransit;
using Microsoft.Extensions.Options;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>Every state that a payment, an attempt, a refund or a credit note can be in, and how it is left.</summary>
public class WaysOutTests
{
    private static readonly StateMachine Saga =
        new PaymentSaga(Options.Create(new ReceiptOptions()), TimeProvider.System);

    /// <summary>By what happens by itself, and by a person's command.</summary>
    private static readonly Dictionary<string, string[]> WaysOut = new()
    {
        [nameof(PaymentSaga.Initial)] = [nameof(PaymentSaga.InvoiceCreated)],
        [nameof(PaymentSaga.AwaitingDay)] = [
            nameof(PaymentSaga.RetryDue), nameof(PaymentSaga.RetryPayment), nameof(PaymentSaga.AbandonPayment)],
        [nameof(PaymentSaga.WaitingToRetry)] = [
            nameof(PaymentSaga.RetryDue), nameof(PaymentSaga.RetryPayment), nameof(PaymentSaga.AbandonPayment)],
        [nameof(PaymentSaga.AwaitingCustomer)] = [
            nameof(PaymentSaga.RetryDue), nameof(PaymentSaga.RetryPayment), nameof(PaymentSaga.AbandonPayment)],
        [nameof(PaymentSaga.Resolving)] = [nameof(PaymentSaga.LookDue)],
        [nameof(PaymentSaga.Pending)] = [nameof(PaymentSaga.LookDue)],
        [nameof(PaymentSaga.NeedsReview)] = [nameof(PaymentSaga.LookDue), nameof(PaymentSaga.PaymentDecided)],
        [nameof(PaymentSaga.Captured)] = [nameof(PaymentSaga.ReturnReported)],
        [nameof(PaymentSaga.Reversed)] = [
            nameof(PaymentSaga.RetryDue), nameof(PaymentSaga.RetryPayment), nameof(PaymentSaga.AbandonPayment)],
        [nameof(PaymentSaga.Abandoned)] = [nameof(PaymentSaga.ReturnReported)],
    };

    [TestCaseSource(typeof(PaymentPrint), nameof(PaymentPrint.States))]
    public void Each_state_of_a_payment_hears_what_leads_out_of_it_and_whatever_is_reported(string state)
    {
        var heard = Saga.NextEvents(Saga.GetState(state)).Select(one => one.Name).ToList();

        Assert.That(heard, Is.SupersetOf(WaysOut[state]));
        if (state != nameof(PaymentSaga.Initial)) Assert.That(heard, Does.Contain(nameof(PaymentSaga.ReturnReported)));
    }

    [Test]
    public void Every_state_of_the_machine_stands_in_the_table() =>
        Assert.That(
            Saga.States.Select(state => state.Name).Except([nameof(PaymentSaga.Final)]),
            Is.EquivalentTo(WaysOut.Keys));

    [TestCase("Captured", "payments refund")]
    [TestCase("Abandoned", "nothing is tried any more")]
    [TestCase("NeedsReview", "payments decide")]
    [TestCase("Pending", "and then abandon")]
    [TestCase("Resolving", "and then abandon")]
    public void Where_nothing_can_be_given_up_it_is_said_in_plain_words(string state, string says)
    {
        var payment = PaymentState.Begin(Invoice(), Noon);
        payment.CurrentState = state;

        Assert.That(Abandonment.ObjectionTo(payment), Does.Contain(says));
        Assert.That(Retrial.ObjectionTo(payment, new()), Does.Contain($"is {state}"));
    }

    [Test]
    public void A_person_decides_of_what_is_open_alone()
    {
        var payment = PaymentState.Begin(Invoice(), Noon);
        var open = Dispute.First(Told(ReturnReported.Disputed), "pay_1");

        Assert.That(
            DisputeDecision.Of("dp_1", payment, [open], ReturnReported.DisputeWon).IsDecided, Is.True);
        Assert.That(
            DisputeDecision.Of(payment.InvoiceNumber, payment, [open], ReturnReported.DisputeLost).GatewayReference,
            Is.EqualTo("dp_1"));
        Assert.That(
            () => DisputeDecision.Of("dp_1", payment, [], ReturnReported.DisputeWon),
            Throws.InvalidOperationException.With.Message.Contains("Nobody has disputed"));
        Assert.That(
            () => DisputeDecision.Of(
                "dp_1", payment, [Dispute.First(Told(ReturnReported.DisputeLost), "pay_1")], ReturnReported.DisputeWon),
            Throws.InvalidOperationException.With.Message.Contains("was lost already"));
        Assert.That(
            () => DisputeDecision.Of(
                payment.InvoiceNumber, payment, [open, open with { Reference = "dp_2" }], ReturnReported.DisputeWon),
            Throws.InvalidOperationException.With.Message.Contains("dp_1, dp_2"));
    }

    [TestCase(AttemptStatus.Started)]
    [TestCase(AttemptStatus.Unknown)]
    [TestCase(AttemptStatus.Pending)]
    public void Each_open_attempt_ends_by_an_answer_or_comes_to_a_person(object status)
    {
        var open = Attempt() with { Status = (AttemptStatus)status, AskedAt = Noon };
        var history = new History([open with { AskedAt = Noon.AddDays(90) }], Noon, 0);

        Assert.That(open.With(new GatewayAnswer.Captured("pay_1"), Noon).IsUnresolved, Is.False);
        Assert.That(open.With(GatewayAnswer.Declined.By("lost_card"), Noon).IsUnresolved, Is.False);
        Assert.That(
            RetryPlan.Next(history, Customer("acme", "tok_ok"), Noon.AddDays(91), new RetryOptions()),
            Is.TypeOf<NextStep.Review>());
    }

    [TestCase(RefundStatus.Asked)]
    [TestCase(RefundStatus.Unknown)]
    [TestCase(RefundStatus.Pending)]
    [TestCase(RefundStatus.Done)]
    public void Each_refund_that_has_not_failed_ends_or_fails_by_an_answer(object status)
    {
        var order = new RefundPayment
        {
            InvoiceId = Guid.NewGuid(), OrderId = Guid.NewGuid(), Amount = Euro(1), Reason = "gift",
        };
        var refund = Refund.Start(order, new Refundable("CZ-1", "Captured", 10, "EUR", "pay_1"), Noon, Noon) with
        {
            Status = (RefundStatus)status,
        };

        var failed = refund.With(GatewayAnswer.Declined.By("charge_disputed"), Noon);
        var done = refund.With(new GatewayAnswer.Refunded("re_1"), Noon);

        Assert.That((failed.Status, done.Status), Is.EqualTo((RefundStatus.Failed, RefundStatus.Done)));
    }

    [Test]
    public void Each_outcome_of_a_credit_note_is_shown_as_its_refund_stands()
    {
        var credit = new Credit(
            Guid.NewGuid(), "C1", Guid.NewGuid(), 1, "EUR", "gift", "{}", Noon, Noon, Noon, 1, null, null, null);

        foreach (var status in Enum.GetValues<RefundStatus>())
        {
            var shown = CreditPrint.StandingOf(
                credit with { Outcome = CreditOutcome.Refunded, RefundStatus = status });
            Assert.That(shown == "refunded", Is.EqualTo(status == RefundStatus.Done), shown);
        }

        Assert.That(CreditPrint.StandingOf(credit), Does.StartWith("waits"));
    }

    private static ReturnReported Told(string reason) => new()
    {
        InvoiceId = Guid.Empty, Reason = reason, GatewayReference = "dp_1", Amount = Euro(1210), At = Noon,
    };
}
