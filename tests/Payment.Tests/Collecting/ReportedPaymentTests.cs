using Charging.Payments.Tests.Gateway;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>The gateway says by itself that there is something to see, and the gateway that takes no calls.</summary>
[Category("bed")]
public class ReportedPaymentTests : OnDatabase
{
    /// <summary>Looks at hours' distance: whatever happens sooner happened because of a report.</summary>
    private static readonly RetryOptions Patient = new() { RemindAfter = TimeSpan.FromHours(1) };

    [Test]
    public async Task A_pending_debit_is_looked_at_as_soon_as_the_gateway_reports_it_however_often()
    {
        var gateway = Pending(new GatewayAnswer.Captured("pi_1"));
        await using var worker = await CollectingWorker.Start(database, gateway, Patient);
        var invoice = await Deliver(worker, "Pending");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => worker.Deliver(Report(invoice))));

        var told = await worker.Told<PaymentCaptured>(invoice);
        Assert.That((told.AttemptNo, told.GatewayReference), Is.EqualTo((1, "pi_1")));
        Assert.That(await worker.Attempts(invoice), Has.Count.EqualTo(1));
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_report_of_what_is_captured_already_is_not_told_again()
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = await Deliver(worker, "Captured", "tok_ok");
        await worker.Told<PaymentCaptured>(invoice);

        await worker.Deliver(Report(invoice));
        await Consumed(worker, 1);

        Assert.That(worker.Bus.Published.Select<PaymentCaptured>(new CancellationToken(true)).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_capture_that_a_report_brought_is_told_although_the_first_telling_failed()
    {
        await using var worker = await CollectingWorker.Start(
            database, Pending(new GatewayAnswer.Captured("pi_1")), Patient);
        var invoice = await Deliver(worker, "Pending");
        worker.FailsToTell.Enqueue(new CrashException());

        await worker.Deliver(Report(invoice));
        await worker.Becomes(invoice, "Captured");
        Assert.That(await worker.Bus.Consumed.Any<LookDue>(look => look.Exception is not null), Is.True);
        await worker.Deliver(Report(invoice));

        await worker.Told<PaymentCaptured>(invoice);
    }

    [Test]
    public async Task A_return_that_is_reported_before_the_capture_finds_the_capture_first()
    {
        await using var worker = await CollectingWorker.Start(
            database, Pending(new GatewayAnswer.Captured("pi_1")), Patient);
        var invoice = await Deliver(worker, "Pending");

        await worker.Deliver(new ReturnReported
        {
            InvoiceId = invoice.InvoiceId, Reason = ReturnReported.Disputed, GatewayReference = "dp_1",
            Amount = invoice.Total,
        });

        await worker.Told<PaymentReversed>(invoice);
        await worker.Told<PaymentCaptured>(invoice);
        await worker.Becomes(invoice, "Reversed");
    }

    [Test]
    public async Task A_report_that_is_early_changes_nothing()
    {
        var gateway = Pending(new GatewayAnswer.Pending("pi_1"));
        await using var worker = await CollectingWorker.Start(database, gateway, Patient);
        var invoice = await Deliver(worker, "Pending");

        await worker.Deliver(Report(invoice));
        await Consumed(worker, 1);

        Assert.That((await worker.Attempts(invoice)).Single().Status, Is.EqualTo(AttemptStatus.Pending));
        gateway.Finds = () => new GatewayAnswer.Captured("pi_1");
        await worker.Deliver(Report(invoice));
        await worker.Told<PaymentCaptured>(invoice);
    }

    [Test]
    public async Task A_report_never_draws_also_when_nothing_is_found()
    {
        var gateway = Pending(new GatewayAnswer.NotFound());
        await using var worker = await CollectingWorker.Start(database, gateway, Patient);
        var invoice = await Deliver(worker, "Pending");

        await worker.Deliver(Report(invoice));
        await Consumed(worker, 1);

        await worker.Becomes(invoice, "Pending");
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_report_of_an_invoice_that_is_not_here_yet_leaves_nothing_behind()
    {
        await using var worker = await CollectingWorker.Start(database);
        await worker.Keep(Customer("acme", "tok_ok"));
        var invoice = Invoice();

        await worker.Deliver(Report(invoice));
        await Consumed(worker, 1);

        Assert.That(await database.Value<long>("select count(*) from payment.payments"), Is.Zero);
        await worker.Deliver(invoice);
        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(1));
    }

    [Test]
    public async Task An_attempt_that_the_gateway_did_not_take_stays_as_it_was_and_goes_on_under_its_key()
    {
        var calls = 0;
        var gateway = new ScriptedGateway((_, _) => Task.FromResult<GatewayAnswer>(
            Interlocked.Increment(ref calls) < 12
                ? new GatewayAnswer.NotTaken("HTTP 429 rate_limit")
                : new GatewayAnswer.Captured("pi_1")));
        await using var worker = await CollectingWorker.Start(database, gateway, Patient);
        await worker.Keep(Customer("acme", "pm_visa"));
        var invoice = Invoice();

        await worker.Deliver(invoice);

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(1));
        var attempt = (await worker.Attempts(invoice)).Single();
        Assert.That((attempt.Status, attempt.AskedAt), Is.EqualTo((AttemptStatus.Captured, (DateTime?)null)));
        Assert.That(gateway.Captures.Select(request => request.IdempotencyKey).Distinct().Count(), Is.EqualTo(1));
    }

    private static ScriptedGateway Pending(GatewayAnswer found) =>
        new((_, _) => Task.FromResult<GatewayAnswer>(new GatewayAnswer.Pending("pi_1"))) { Finds = () => found };

    private static LookDue Report(InvoiceCreated invoice) =>
        new() { InvoiceId = invoice.InvoiceId, AttemptNo = 1, IsReported = true };

    private static async Task<InvoiceCreated> Deliver(
        CollectingWorker worker, string becomes, string token = "pm_visa")
    {
        await worker.Keep(Customer("acme", token));
        var invoice = Invoice();
        await worker.Deliver(invoice);
        await worker.Becomes(invoice, becomes);
        return invoice;
    }

    private static Task Consumed(CollectingWorker worker, int times) => Eventually.Holds(
        () => Task.FromResult(worker.Bus.Consumed.Select<LookDue>(new CancellationToken(true)).Count() >= times),
        TimeSpan.FromSeconds(30), $"{times} looks asked for");
}
