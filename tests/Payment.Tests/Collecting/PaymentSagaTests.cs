using Charging.Payments.Tests.Gateway;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

[Category("bed")]
public class PaymentSagaTests : OnDatabase
{
    [Test]
    public async Task A_good_card_is_drawn_for_the_whole_amount_and_a_receipt_is_ordered()
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = await Deliver(worker, "tok_ok");

        var told = await worker.Told<PaymentCaptured>(invoice);
        var order = await worker.Told<SendReceipt>(invoice);

        Assert.That(
            (told.Amount, told.InvoiceNumber, told.SessionId, told.AttemptNo, told.LastFour, told.MethodBrand),
            Is.EqualTo((invoice.Total, invoice.Number, invoice.SessionId, 1, "4242", "visa")));
        Assert.That(order.Kind, Is.EqualTo(ReceiptKind.Receipt));
        Assert.That(worker.Captures.Single().Minor, Is.EqualTo(invoice.Total.Minor));
    }

    [Test]
    public async Task A_card_that_declines_twice_is_drawn_at_the_third_try()
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = await Deliver(worker, "tok_declines_2");

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(3));
        Assert.That(
            (await worker.Attempts(invoice)).Select(attempt => attempt.Status),
            Is.EqualTo(new[] { AttemptStatus.Declined, AttemptStatus.Declined, AttemptStatus.Captured }));
    }

    [Test]
    public async Task A_card_that_never_pays_is_given_up_at_the_end_of_the_ladder()
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = await Deliver(worker, "tok_insufficient_funds");

        var told = await worker.Told<PaymentAbandoned>(invoice);
        var order = await worker.Told<SendReceipt>(invoice);

        Assert.That(told.Reason, Is.EqualTo(AbandonReason.RetriesUsedUp));
        Assert.That(told.Attempts.Select(attempt => attempt.AttemptNo), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(order.Kind, Is.EqualTo(ReceiptKind.NotCollected));
        Assert.That(worker.Captures, Is.Empty);
    }

    [Test]
    public async Task A_card_that_was_declined_ten_times_today_for_other_invoices_is_not_tried_for_the_next()
    {
        await using var worker = await CollectingWorker.Start(database, retry: new RetryOptions());
        var card = Card("tok_insufficient_funds") with { Brand = "mastercard" };
        await worker.Keep(Customer("acme") with { Methods = [card] });
        await worker.Keep(Customer("other") with { Methods = [card] });

        List<InvoiceCreated> invoices = [.. Enumerable.Range(0, 11).Select(_ => Invoice()), Invoice("other")];
        foreach (var invoice in invoices)
        {
            await worker.Deliver(invoice);
            await worker.Becomes(invoice, "WaitingToRetry");
        }

        var tries = await Task.WhenAll(invoices.Select(async one => (await worker.Attempts(one)).Count));
        Assert.That(tries, Is.EqualTo(Enumerable.Repeat(1, 10).Append(0).Append(1)), "the last is another customer's");
        var wait = await database.Value<TimeSpan>(
            "select due_at - now() from payment.schedule where invoice_id = @InvoiceId",
            new { invoices[10].InvoiceId });
        Assert.That(wait, Is.GreaterThan(TimeSpan.FromHours(23)).And.LessThanOrEqualTo(TimeSpan.FromHours(24)));
    }

    [Test]
    public async Task A_lost_card_hands_over_to_the_next_on_file()
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = await Deliver(worker, "tok_lost_card", "tok_ok");

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(2));
    }

    [TestCase("tok_no_answer_captured")]
    [TestCase("tok_no_answer_not_captured")]
    [TestCase("tok_pending")]
    public async Task An_open_outcome_is_found_out_and_never_drawn_under_another_key(string token)
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = await Deliver(worker, token);

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(1));
        Assert.That(
            worker.Captures.Select(capture => capture.Key), Is.EqualTo(new[] { $"capture:{invoice.InvoiceId}:1" }));
    }

    [Test]
    public async Task An_outcome_that_stays_unknown_is_a_persons_to_decide()
    {
        var gateway = new ScriptedGateway((_, _) => throw new HttpRequestException("connection reset"));
        await using var worker = await CollectingWorker.Start(database, gateway);
        var invoice = await Deliver(worker, "tok_a", "tok_b");

        await worker.Becomes(invoice, "NeedsReview");

        Assert.That(gateway.Captures.Select(request => request.IdempotencyKey).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await Alarms(invoice), Is.Zero);
    }

    [Test]
    public async Task The_same_invoice_twenty_times_at_once_is_drawn_once()
    {
        await using var worker = await CollectingWorker.Start(database);
        await worker.Keep(Customer("acme", "tok_slow"));
        var invoice = Invoice();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => worker.Deliver(invoice)));

        await worker.Becomes(invoice, "Captured");
        Assert.That(worker.Captures, Has.Count.EqualTo(1));
        Assert.That(await worker.Attempts(invoice), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_message_from_the_past_wakes_nobody()
    {
        await using var worker = await CollectingWorker.Start(database);
        await worker.Keep(Customer("acme", "tok_ok"));
        var invoice = await Waiting(worker);

        await worker.Deliver(invoice);
        await worker.Deliver(new RetryDue { InvoiceId = invoice.InvoiceId, AttemptNo = 0 });
        await worker.Deliver(new LookDue { InvoiceId = invoice.InvoiceId, AttemptNo = 1 });
        Assert.That(await worker.Bus.Consumed.Any<LookDue>(), Is.True);

        Assert.That(await worker.Attempts(invoice), Has.Count.EqualTo(1));
        Assert.That(await Alarms(invoice), Is.EqualTo(1));
        await worker.Deliver(new RetryDue { InvoiceId = invoice.InvoiceId, AttemptNo = 1 });
        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(2));
    }

    [Test]
    public async Task An_invoice_that_is_quicker_than_its_customers_data_waits_for_them()
    {
        await using var worker = await CollectingWorker.Start(database);
        var invoice = Invoice("newcomer");
        await worker.Deliver(invoice);
        await worker.Becomes(invoice, "WaitingToRetry");

        await worker.Keep(Customer("newcomer", "tok_ok"));

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(1));
    }

    private static async Task<InvoiceCreated> Deliver(CollectingWorker worker, params string[] tokens)
    {
        await worker.Keep(Customer("acme", tokens));
        var invoice = Invoice();
        await worker.Deliver(invoice);
        return invoice;
    }

    /// <summary>A payment that was declined once a while ago; its alarm is far off.</summary>
    private async Task<InvoiceCreated> Waiting(CollectingWorker worker)
    {
        var invoice = Invoice();
        var payment = PaymentState.Begin(invoice, Noon);
        var declined = Started(invoice.InvoiceId, 1).Declined("insufficient_funds");
        await worker.Payments.BeginOnce(payment, invoice, null, default);
        await new Attempts(database.Source).StartOnce(declined, default);
        await new Attempts(database.Source).MoveOn(declined, default);
        var found = payment.Follow(
            new Findings { Attempts = [declined] },
            new NextStep.WaitToRetry(TimeProvider.System.UtcNow().AddHours(1)), Noon);
        payment.CurrentState = "WaitingToRetry";
        await worker.Payments.MoveOn(payment, found, default);
        return invoice;
    }

    private Task<long> Alarms(InvoiceCreated invoice) => database.Value<long>(
        "select count(*) from payment.schedule where invoice_id = @InvoiceId", new { invoice.InvoiceId });
}
