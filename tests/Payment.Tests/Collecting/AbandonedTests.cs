using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

[Category("bed")]
public class AbandonedTests : OnScriptedGateway
{

    private AbandonPayment Order => new() { InvoiceId = invoice.InvoiceId, Reason = "agreed by telephone" };

    [TestCase("insufficient_funds", "WaitingToRetry")]
    [TestCase("expired_card", "AwaitingCustomer")]
    public async Task What_waits_is_given_up_booked_and_told_with_the_reason_kept(string code, string state)
    {
        await Become(state, GatewayAnswer.Declined.By(code));

        await worker.Deliver(Order);
        await worker.Becomes(invoice, "Abandoned");
        await worker.Deliver(Order);

        var told = await worker.Told<PaymentAbandoned>(invoice, times: 2);
        Assert.That((told.Reason, told.Attempts[0].Code), Is.EqualTo((AbandonReason.Decided, code)));
        Assert.That(
            await database.Value<long>(
                "select sum(amount_minor)::bigint from payment.ledger_entries where event = 'writtenOff'"),
            Is.EqualTo(invoice.Total.Minor));
        Assert.That((await worker.Payments.Find(invoice.InvoiceId, default))!.AbandonNote, Is.EqualTo(Order.Reason));
        Assert.That(await database.Value<long>("select count(*) from payment.schedule"), Is.Zero);
    }

    [Test]
    public async Task While_an_attempt_has_no_answer_nothing_is_given_up()
    {
        await Become("Resolving", new GatewayAnswer.Unknown("silence") { IsStored = true });

        await worker.Deliver(Order);

        await Refused("may still draw the money");
        await worker.Becomes(invoice, "Resolving");
    }

    [Test]
    public async Task What_is_paid_is_not_given_up()
    {
        await Become("Captured", new GatewayAnswer.Captured("pay_1"));

        await worker.Deliver(Order);

        await Refused("payments refund gives money back");
        await worker.Becomes(invoice, "Captured");
    }

    [Test]
    public async Task An_order_about_an_invoice_that_nobody_knows_is_refused()
    {
        await worker.Deliver(Order with { InvoiceId = Guid.NewGuid() });

        Assert.That(
            await worker.Bus.Consumed.Any<AbandonPayment>(delivery => delivery.Exception is not null), Is.True);
        Assert.That(await database.Value<long>("select count(*) from payment.payments"), Is.Zero);
    }

    /// <summary>The worker died after the second attempt was stored, and only then the order comes.</summary>
    [Test]
    public async Task An_attempt_that_a_crash_left_open_is_found_out_about_first()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        await new Attempts(database.Source).StartOnce(Started(invoice.InvoiceId, 2, "tok_a"), default);
        gateway.Finds = () => new GatewayAnswer.Captured("pay_2");

        await worker.Deliver(Order);

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(2));
        await worker.Becomes(invoice, "Captured");
    }

    /// <summary>The wake-up is under way, and its call has not come back, when the order comes.</summary>
    [Test]
    public async Task Given_up_while_the_next_attempt_begins_it_is_either_paid_or_abandoned_and_never_both()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        draws = () => Task.FromResult<GatewayAnswer>(new GatewayAnswer.Captured("pay_2"));
        await database.Execute("update payment.attempts set resolved_at = resolved_at - interval '2 hours'");
        var wakeUp = new RetryDue { InvoiceId = invoice.InvoiceId, AttemptNo = 1 };

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => worker.Deliver(i % 2 == 0 ? Order : wakeUp)));
        await Eventually.Holds(
            async () => await State() is "Captured" or "Abandoned", TimeSpan.FromSeconds(30), "settled");

        var captured = await database.Value<long>("select count(*) from payment.attempts where status = 'captured'");
        Assert.That(captured == 1, Is.EqualTo(await State() == "Captured"));
    }

    [Test]
    public async Task An_attempt_does_not_start_once_its_payment_is_abandoned()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        await worker.Deliver(Order);
        await worker.Becomes(invoice, "Abandoned");

        var late = Started(invoice.InvoiceId, 2, "tok_a") with { IsAfterWait = true };

        Assert.That(await new Attempts(database.Source).StartOnce(late, default), Is.False);
    }

    [Test]
    public async Task A_payment_is_not_abandoned_while_an_attempt_is_open()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        var payment = (await worker.Payments.Find(invoice.InvoiceId, default))!;
        var found = payment.Follow(new Findings(), new NextStep.Abandon(AbandonReason.Decided), Noon);
        payment.CurrentState = "Abandoned";
        await new Attempts(database.Source).StartOnce(Started(invoice.InvoiceId, 2, "tok_a"), default);

        Assert.That((await worker.Payments.MoveOn(payment, found, default)).Payment, Is.False);
        Assert.That(await State(), Is.EqualTo("WaitingToRetry"));
    }

    private async Task Refused(string words) => Assert.That(
        await worker.Bus.Consumed.Any<AbandonPayment>(delivery =>
            delivery.Exception is { } refusal && $"{refusal}".Contains(words)),
        Is.True);
}
