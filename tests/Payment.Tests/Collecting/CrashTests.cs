using Charging.Payments.Tests.Gateway;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>
/// The worker dies at each step of a payment once, and the message is delivered again: one capture, one set of books,
/// and what there is to tell is told.
/// </summary>
[Category("bed")]
public class CrashTests
{
    private Database database = null!;
    private CollectingWorker worker = null!;

    [SetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        await database.LetCrash("payments", "attempts");
        worker = await CollectingWorker.Start(database);
        await worker.Keep(Customer("acme", "tok_ok"));
        await worker.Keep(Customer("broke", "tok_lost_card"));
    }

    [TearDown]
    public async Task End()
    {
        await worker.DisposeAsync();
        await database.DisposeAsync();
    }

    [TestCase("INSERT payments", TestName = "Before the payment is stored")]
    [TestCase("INSERT attempts", TestName = "Before the attempt is stored")]
    [TestCase("UPDATE attempts", TestName = "After the call, before its answer is stored")]
    [TestCase("UPDATE payments", TestName = "After the answer, before the payment moves on")]
    public async Task A_crash_in_the_database(string at)
    {
        var invoice = Invoice();
        await database.Execute("insert into payment.crashes values (@at)", new { at });
        await worker.Deliver(invoice);
        await Crashed();
        await database.Execute("delete from payment.crashes");

        await worker.Deliver(invoice);

        await IsCapturedOnce(invoice);
    }

    [Test]
    public async Task A_crash_before_the_call_gets_through()
    {
        worker.Gateway.CrashesBeforeCall = true;
        await CapturedAfterRedelivery();
    }

    [Test]
    public async Task A_crash_before_the_answer_gets_back()
    {
        worker.Gateway.CrashesAfterCall = true;
        await CapturedAfterRedelivery();
    }

    [Test]
    public async Task A_crash_before_the_capture_is_told()
    {
        worker.FailsToTell.Enqueue(new CrashException());
        await CapturedAfterRedelivery();
    }

    [Test]
    public async Task A_crash_before_it_is_told_that_nothing_could_be_collected()
    {
        var invoice = Invoice("broke");
        worker.FailsToTell.Enqueue(new CrashException());
        await worker.Deliver(invoice);
        await Crashed();

        await worker.Deliver(invoice);

        var told = await worker.Told<PaymentAbandoned>(invoice);
        Assert.That(told.Attempts.Select(attempt => attempt.Code), Is.EqualTo(new[] { "lost_card" }));
        Assert.That(await Sum("credit_account = 'receivable' and event = 'writtenOff'", invoice), Is.EqualTo(1210));
    }

    [Test]
    public async Task A_crash_before_it_is_told_what_came_of_a_wake_up()
    {
        var invoice = Invoice("late");
        await worker.Keep(Customer("late", "tok_declines_1"));
        worker.FailsToTell.Enqueue(new CrashException());
        await worker.Deliver(invoice);
        Assert.That(
            await worker.Bus.Consumed.Any<RetryDue>(delivery => delivery.Exception is not null), Is.True,
            "the wake-up fails after the capture is stored");

        await worker.Deliver(new RetryDue { InvoiceId = invoice.InvoiceId, AttemptNo = 1 });

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(2));
        Assert.That(worker.Captures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_crash_before_the_message_is_acknowledged()
    {
        var invoice = Invoice();
        await worker.Deliver(invoice);
        await worker.Told<PaymentCaptured>(invoice);

        await worker.Deliver(invoice);

        await worker.Told<PaymentCaptured>(invoice, times: 2);
        await IsCapturedOnce(invoice, told: 2);
    }

    [Test]
    public async Task A_broker_that_is_away_for_a_moment_is_waited_for_without_another_delivery()
    {
        var invoice = Invoice();
        for (var i = 0; i < 3; i++) worker.FailsToTell.Enqueue(new TimeoutException("no confirm"));

        await worker.Deliver(invoice);

        await IsCapturedOnce(invoice);
        Assert.That(worker.FailsToTell, Is.Empty);
    }

    private async Task CapturedAfterRedelivery()
    {
        var invoice = Invoice();
        await worker.Deliver(invoice);
        await Crashed();

        await worker.Deliver(invoice);

        await IsCapturedOnce(invoice);
    }

    private async Task Crashed() => Assert.That(
        await worker.Bus.Consumed.Any<InvoiceCreated>(delivery => delivery.Exception is not null), Is.True,
        "the first delivery fails");

    private async Task IsCapturedOnce(InvoiceCreated invoice, int told = 1)
    {
        await worker.Becomes(invoice, "Captured");
        var captured = await worker.Told<PaymentCaptured>(invoice, told);

        Assert.That(captured.Amount, Is.EqualTo(invoice.Total));
        Assert.That(worker.Captures.Select(capture => (capture.InvoiceId, capture.Minor)), Is.EqualTo(new[]
        {
            (invoice.InvoiceId, invoice.Total.Minor),
        }));
        Assert.That((await worker.Attempts(invoice)).Select(attempt => attempt.AttemptNo), Is.EqualTo(new[] { 1 }));
        Assert.That(await Sum("event = 'raised'", invoice), Is.EqualTo(1210));
        Assert.That(await Sum("event = 'captured'", invoice), Is.EqualTo(1210));
    }

    private Task<long> Sum(string which, InvoiceCreated invoice) => database.Value<long>(
        $"""
        select coalesce(sum(amount_minor), 0)::bigint from payment.ledger_entries
        where invoice_id = @InvoiceId and {which}
        """,
        new { invoice.InvoiceId });
}
