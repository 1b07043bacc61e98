using Charging.Payments.Tests.Gateway;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

[Category("bed")]
public class AwaitingCustomerTests : OnDatabase
{
    [Test]
    public async Task New_data_wake_what_waits_for_them_and_the_customer_was_written_to()
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = await Deliver(worker, "tok_expired_card");
        await worker.Becomes(invoice, "AwaitingCustomer");
        Assert.That((await worker.Told<SendReceipt>(invoice)).Kind, Is.EqualTo(ReceiptKind.ActionNeeded));

        await worker.Keep(Customer("acme", "tok_ok") with { Version = 2 });

        var told = await worker.Told<PaymentCaptured>(invoice);
        Assert.That(told.AttemptNo, Is.EqualTo(2));
        Assert.That(
            (await worker.Attempts(invoice)).Select(attempt => attempt.CustomerVersion), Is.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public async Task A_version_that_is_no_newer_wakes_nobody()
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = await Deliver(worker, "tok_expired_card");
        await worker.Becomes(invoice, "AwaitingCustomer");

        await worker.Keep(Customer("acme", "tok_ok"));

        Assert.That(await DueIn(invoice), Is.GreaterThan(TimeSpan.FromDays(29)));
    }

    [Test]
    public async Task Data_that_changed_while_the_payment_began_to_wait_are_not_missed()
    {
        await using var worker = await CollectingWorker.Start(database);
        await worker.Keep(Customer("acme", "tok_expired_card") with { Version = 7 });
        var invoice = Invoice();
        var payment = PaymentState.Begin(invoice, Noon);
        var expired = Started(invoice.InvoiceId, 1).Declined("expired_card");
        var attempts = new Attempts(database.Source);
        await worker.Payments.BeginOnce(payment, invoice, null, default);
        await attempts.StartOnce(expired, default);
        await attempts.MoveOn(expired, default);
        var found = payment.Follow(
            new Findings { Attempts = [expired], Customer = Customer("acme", "tok_expired_card") with { Version = 6 } },
            new NextStep.AwaitCustomer(TimeProvider.System.UtcNow().AddDays(30)), Noon);
        payment.CurrentState = "AwaitingCustomer";

        await worker.Payments.MoveOn(payment, found, default);

        await worker.Becomes(invoice, "AwaitingCustomer");
        await Eventually.Becomes(
            () => worker.Attempts(invoice), seen => seen.Count == 2, TimeSpan.FromSeconds(20), "it is tried at once");
    }

    [Test]
    public async Task What_the_bank_wanted_done_is_tried_again_once_when_it_is_said_to_be_done()
    {
        var gateway = new ScriptedGateway((request, _) => Task.FromResult<GatewayAnswer>(request.AttemptNo == 1
            ? GatewayAnswer.Declined.By("authentication_required")
            : new GatewayAnswer.Captured("pay_2")));
        await using var worker = await CollectingWorker.Start(database, gateway);
        var invoice = await Deliver(worker, "tok_a", "tok_b");
        await worker.Becomes(invoice, "AwaitingCustomer");

        var order = new RetryPayment { InvoiceId = invoice.InvoiceId, AttemptNo = 1 };
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => worker.Deliver(order)));

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(2));
        Assert.That(
            gateway.Captures.Select(request => (request.IdempotencyKey, request.MethodToken)).Distinct(),
            Is.EqualTo(new[]
            {
                ($"capture:{invoice.InvoiceId}:1", "tok_a"), ($"capture:{invoice.InvoiceId}:2", "tok_a"),
            }));
    }

    [Test]
    public async Task A_card_that_was_lost_is_not_drawn_for_the_next_invoice_and_a_new_one_is()
    {
        await using var worker = await CollectingWorker.Start(database);
        await worker.Told<PaymentAbandoned>(await Deliver(worker, "tok_lost_card"));

        var next = await Deliver(worker, "tok_lost_card");
        Assert.That((await worker.Told<PaymentAbandoned>(next)).Attempts, Is.Empty);
        await worker.Keep(Customer("acme", "tok_lost_card", "tok_ok") with { Version = 2 });
        var last = Invoice();
        await worker.Deliver(last);

        Assert.That((await worker.Told<PaymentCaptured>(last)).AttemptNo, Is.EqualTo(1));
    }

    [Test]
    public async Task The_lost_card_of_one_customer_says_nothing_of_another()
    {
        await using var worker = await CollectingWorker.Start(database);
        await worker.Told<PaymentAbandoned>(await Deliver(worker, "tok_lost_card"));
        await worker.Keep(Customer("other", "tok_lost_card"));
        var other = Invoice("other");

        await worker.Deliver(other);

        Assert.That((await worker.Told<PaymentAbandoned>(other)).Attempts, Has.Count.EqualTo(1));
    }

    private static async Task<InvoiceCreated> Deliver(CollectingWorker worker, params string[] tokens)
    {
        await worker.Keep(Customer("acme", tokens));
        var invoice = Invoice();
        await worker.Deliver(invoice);
        return invoice;
    }

    private async Task<TimeSpan> DueIn(InvoiceCreated invoice) => await database.Value<TimeSpan>(
        "select due_at - now() from payment.schedule where invoice_id = @InvoiceId", new { invoice.InvoiceId });
}
