using Charging.Payments.Tests.Gateway;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>What comes of an invoice in the fast lane is what the machine makes of it, wherever it is left.</summary>
[Category("bed")]
public class BeginPaymentTests
{
    private const string Rows = """
        select concat_ws(e'\n',
            (select format('%s %s %s %s %s %s', state, version, attempt_no, told_no, abandon_reason,
                           settled_at is not null)
             from payment.payments where invoice_id = @InvoiceId),
            (select string_agg(format('%s %s %s %s', attempt_no, status, decline_class, code), e'\n'
                               order by attempt_no)
             from payment.attempts where invoice_id = @InvoiceId),
            (select string_agg(format('%s %s %s %s', event, debit_account, credit_account, amount_minor), e'\n'
                               order by event, debit_account)
             from payment.ledger_entries where invoice_id = @InvoiceId),
            (select count(*) from payment.schedule where invoice_id = @InvoiceId))
        """;

    private Database database = null!;

    [SetUp]
    public async Task Begin() => database = await PaymentDatabase.Create();

    [TearDown]
    public async Task End() => await database.DisposeAsync();

    [TestCase("Captured", "tok_ok")]
    [TestCase("Captured", "tok_declines_2", Description = "the rest is the machine's")]
    [TestCase("Captured", "tok_lost_card", "tok_ok")]
    [TestCase("Captured", "tok_pending")]
    [TestCase("Captured", "tok_no_answer_captured")]
    [TestCase("Captured", "tok_no_answer_not_captured")]
    [TestCase("Abandoned", "tok_lost_card")]
    [TestCase("Abandoned", "tok_insufficient_funds")]
    public async Task Both_ways_leave_the_same_rows_and_tell_the_same(string state, params string[] tokens)
    {
        var byMachine = await Outcome(isFast: false, state, tokens);
        var byLane = await Outcome(isFast: true, state, tokens);

        Assert.That(byLane, Is.EqualTo(byMachine));
    }

    [Test]
    public async Task Whoever_dies_before_the_call_gets_through_leaves_it_to_the_machine()
    {
        await using var worker = await Start("tok_ok");
        worker.Gateway.CrashesBeforeCall = true;

        await IsCapturedOnce(worker);
    }

    [Test]
    public async Task Whoever_dies_before_the_answer_gets_back_leaves_it_to_the_machine()
    {
        await using var worker = await Start("tok_ok");
        worker.Gateway.CrashesAfterCall = true;

        await IsCapturedOnce(worker);
    }

    [Test]
    public async Task Whoever_dies_before_the_capture_is_told_leaves_that_to_the_machine()
    {
        await using var worker = await Start("tok_ok");
        worker.FailsToTell.Enqueue(new CrashException());

        await IsCapturedOnce(worker);
    }

    [Test]
    public async Task The_same_invoice_twenty_times_at_once_is_drawn_once()
    {
        await using var worker = await Start("tok_slow");
        var invoice = Invoice();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => worker.Deliver(invoice)));

        await worker.Becomes(invoice, "Captured");
        Assert.That(worker.Captures, Has.Count.EqualTo(1));
        Assert.That(await worker.Attempts(invoice), Has.Count.EqualTo(1));
    }

    private static async Task IsCapturedOnce(CollectingWorker worker)
    {
        var invoice = Invoice();
        await worker.Deliver(invoice);

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(1));
        await worker.Told<SendReceipt>(invoice);
        Assert.That(worker.Captures.Single().Key, Is.EqualTo($"capture:{invoice.InvoiceId}:1"));
    }

    private async Task<CollectingWorker> Start(params string[] tokens)
    {
        var worker = await CollectingWorker.Start(database, isFast: true);
        await worker.Keep(Customer("acme", tokens));
        return worker;
    }

    /// <summary>On a database of its own: a card that is refused for good is remembered.</summary>
    private static async Task<string> Outcome(bool isFast, string state, string[] tokens)
    {
        await using var database = await PaymentDatabase.Create();
        await using var worker = await CollectingWorker.Start(database, isFast: isFast);
        await worker.Keep(Customer("acme", tokens));
        var invoice = Invoice();
        await worker.Deliver(invoice);
        await worker.Becomes(invoice, state);
        var order = await worker.Told<SendReceipt>(invoice);

        var told = state == "Captured"
            ? $"{(await worker.Told<PaymentCaptured>(invoice)).AttemptNo}"
            : string.Join(' ', (await worker.Told<PaymentAbandoned>(invoice)).Attempts.Select(one => one.Code));
        var rows = await database.Value<string>(Rows, new { invoice.InvoiceId });
        return $"{rows}\ntold {told} {order.Kind} {order.ToldNo}, drawn {worker.Captures.Count(InvoiceIs)}";

        bool InvoiceIs(Capture capture) => capture.Key.Contains($"{invoice.InvoiceId}");
    }
}
