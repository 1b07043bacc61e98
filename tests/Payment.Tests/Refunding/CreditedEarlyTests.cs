using Charging.Payments.Tests.Collecting;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Refunding;

/// <summary>What is credited before it is paid: whole, it is not drawn any more; in part, the refund follows.</summary>
[Category("bed")]
public class CreditedEarlyTests : OnScriptedGateway
{
    private static readonly GatewayAnswer Captured = new GatewayAnswer.Captured("pay_1");


    [TestCase("insufficient_funds", "WaitingToRetry")]
    [TestCase("expired_card", "AwaitingCustomer")]
    public async Task What_waits_and_is_credited_whole_is_not_collected_any_more(string code, string state)
    {
        await Become(state, GatewayAnswer.Declined.By(code));
        draws = () => Task.FromResult(Captured);
        await worker.Deliver(invoice.Note(net: 400, tax: 84));
        await Counted(484);
        Assert.That(await State(), Is.EqualTo(state), "a part is still to be paid");

        await worker.Deliver(invoice.Note(net: 600, tax: 126));

        var told = await worker.Told<PaymentAbandoned>(invoice);
        await worker.Becomes(invoice, "Abandoned");
        Assert.That((told.Reason, told.Attempts.Count), Is.EqualTo((AbandonReason.Credited, 1)));
        await Settled(CreditOutcome.NeverDrawn, CreditOutcome.NeverDrawn);
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
        await NothingIsLeftInTheBooks();
    }

    [Test]
    public async Task What_is_credited_whole_before_its_invoice_is_heard_of_is_never_drawn()
    {
        await worker.Deliver(invoice.Whole());
        await Eventually.Becomes(Credits, all => all.Count == 1, TimeSpan.FromSeconds(30), "the note is kept");

        await worker.Deliver(invoice);

        Assert.That((await worker.Told<PaymentAbandoned>(invoice)).Reason, Is.EqualTo(AbandonReason.Credited));
        await worker.Becomes(invoice, "Abandoned");
        Assert.That(gateway.Captures, Is.Empty);
        await Settled(CreditOutcome.NeverDrawn);
        await NothingIsLeftInTheBooks();
    }

    [Test]
    public async Task What_is_credited_in_part_before_it_is_paid_is_drawn_whole_and_then_given_back()
    {
        await worker.Deliver(invoice.Note(net: 400, tax: 84));
        await Eventually.Becomes(Credits, all => all.Count == 1, TimeSpan.FromSeconds(30), "the note is kept");

        await worker.Deliver(invoice);

        var told = await worker.Told<PaymentRefunded>(invoice);
        Assert.That(told.Amount, Is.EqualTo(Euro(484)));
        Assert.That(gateway.Captures.Single().Amount, Is.EqualTo(invoice.Total));
        Assert.That(await Balance("receivable"), Is.Zero);
    }

    [Test]
    public async Task While_an_attempt_is_open_its_outcome_decides_and_what_was_drawn_is_given_back()
    {
        await Become("Resolving", new GatewayAnswer.Unknown("silence") { IsStored = true });
        await worker.Deliver(invoice.Whole());
        await Counted(1210);
        gateway.Finds = () => Captured;

        await Look();

        Assert.That((await worker.Told<PaymentRefunded>(invoice)).Amount, Is.EqualTo(invoice.Total));
        await NothingIsLeftInTheBooks();
    }

    [Test]
    public async Task While_an_attempt_is_open_its_outcome_decides_and_after_a_decline_there_is_no_other()
    {
        await Become("Resolving", new GatewayAnswer.Unknown("silence") { IsStored = true });
        await worker.Deliver(invoice.Whole());
        await Counted(1210);
        gateway.Finds = () => GatewayAnswer.Declined.By("insufficient_funds");

        await Look();

        Assert.That((await worker.Told<PaymentAbandoned>(invoice)).Reason, Is.EqualTo(AbandonReason.Credited));
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
        await NothingIsLeftInTheBooks();
    }

    [Test]
    public async Task What_was_given_up_before_is_a_smaller_loss()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        await worker.Deliver(new AbandonPayment { InvoiceId = invoice.InvoiceId, Reason = "agreed by telephone" });
        await worker.Becomes(invoice, "Abandoned");

        await worker.Deliver(invoice.Note(net: 400, tax: 84));

        await Settled(CreditOutcome.NotOwed);
        await Eventually.Holds(
            () => Task.FromResult(worker.Bus.Published.Select<SendReceipt>(new CancellationToken(canceled: true))
                .Any(order => order.Context.Message is { Kind: ReceiptKind.Credit, CreditNo: 1 })),
            TimeSpan.FromSeconds(30), "the note's own mail");
        Assert.That(
            (await Balance("receivable"), await Balance("write_off"), await Balance("revenue"), await Balance("tax")),
            Is.EqualTo((0, 726, -600, -126)));
    }

    [Test]
    public async Task What_is_given_up_after_a_part_was_credited_is_a_loss_of_the_rest()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        await worker.Deliver(invoice.Note(net: 400, tax: 84));
        await Counted(484);

        await worker.Deliver(new AbandonPayment { InvoiceId = invoice.InvoiceId, Reason = "agreed by telephone" });

        await worker.Becomes(invoice, "Abandoned");
        await Settled(CreditOutcome.NotOwed);
        Assert.That((await Balance("receivable"), await Balance("write_off")), Is.EqualTo((0, 726)));
    }

    [Test]
    public async Task Credited_whole_while_the_next_attempt_begins_it_is_given_back_or_never_drawn()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        draws = () => Task.FromResult(Captured);
        await database.Execute("update payment.attempts set resolved_at = resolved_at - interval '2 hours'");
        var (note, wakeUp) = (invoice.Whole(), new RetryDue { InvoiceId = invoice.InvoiceId, AttemptNo = 1 });

        await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => i % 2 == 0 ? worker.Deliver(note) : worker.Deliver(wakeUp)));

        var outcome = (await Eventually.Becomes(
            Credits, all => all is [{ Outcome: not null }], TimeSpan.FromSeconds(30), "settled"))[0].Outcome;
        Assert.That(outcome, Is.EqualTo(
            await State() == "Captured" ? CreditOutcome.Refunded : CreditOutcome.NeverDrawn));
        await Eventually.Becomes(
            () => Balance("gateway_clearing"), balance => balance == 0, TimeSpan.FromSeconds(30), "nothing is kept");
        await NothingIsLeftInTheBooks();
    }

    [Test]
    public async Task An_attempt_does_not_start_once_its_invoice_is_credited_whole_and_no_decision_without_it_counts()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        var decided = (await worker.Payments.Find(invoice.InvoiceId, default))!;
        var found = decided.Follow(new Findings(), new NextStep.WaitToRetry(Noon.AddYears(1)), Noon);

        await new KeepCredit(database.Source).Once(invoice.Whole(), Noon, default);

        Assert.That((await worker.Payments.MoveOn(decided, found, default)).Payment, Is.False);
        var late = Started(invoice.InvoiceId, 2, "tok_a") with { IsAfterWait = true };
        Assert.That(await new Attempts(database.Source).StartOnce(late, default), Is.False);
    }

    private Task Look() =>
        worker.Deliver(new LookDue { InvoiceId = invoice.InvoiceId, AttemptNo = 1, IsReported = true });

    private Task<IReadOnlyList<Credit>> Credits() => worker.Credits.Of(invoice.InvoiceId, default);

    private async Task Settled(params CreditOutcome?[] outcomes) => await Eventually.Becomes(
        Credits, all => all.Select(credit => credit.Outcome).SequenceEqual(outcomes), TimeSpan.FromSeconds(30),
        string.Join(", ", outcomes));

    private async Task Counted(long minor) => await Eventually.Becomes(
        () => database.Value<long>("select credited_minor from payment.payments"), seen => seen == minor,
        TimeSpan.FromSeconds(30), $"{minor} counted");

    private Task<long> Balance(string account) => database.Balance(account);

    private async Task NothingIsLeftInTheBooks()
    {
        foreach (var account in (string[])["receivable", "revenue", "tax", "write_off", "gateway_clearing"])
            Assert.That(await Balance(account), Is.Zero, account);
    }
}
