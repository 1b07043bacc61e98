using Charging.TestBed;

namespace Charging.Payments.Tests.Refunding;

/// <summary>What is paid and then credited is given back, as far as it was not before.</summary>
[Category("bed")]
public class CreditedTests : OnRefundDesk
{
    [Test]
    public async Task What_is_credited_is_given_back_booked_and_told_with_the_notes_reason()
    {
        var note = desk.Invoice.Note(net: 500, tax: 105);

        await desk.Worker.Deliver(note);

        var refund = (await desk.Become(RefundStatus.Done))[0];
        Assert.That(
            (refund.Amount, refund.OrderId, refund.Reason),
            Is.EqualTo((Sample.Euro(605), (Guid?)note.CreditNoteId, note.Reason)));
        Assert.That((await desk.Told<PaymentRefunded>(1))[0].RefundId, Is.EqualTo(refund.RefundId));
        await Settled(CreditOutcome.Refunded);
        await BalancesAre(("gateway_clearing", 605), ("receivable", 0), ("revenue", -500), ("tax", -105));
    }

    [Test]
    public async Task What_came_back_from_the_customers_bank_is_not_shown_as_refunded_any_more()
    {
        await desk.Worker.Deliver(desk.Invoice.Note(net: 500, tax: 105));
        var refund = (await desk.Become(RefundStatus.Done))[0];
        Assert.That(CreditPrint.StandingOf(await Settled()), Is.EqualTo("refunded"));

        await desk.Worker.Deliver(new RefundReported
        {
            InvoiceId = desk.Invoice.InvoiceId,
            GatewayReference = refund.GatewayReference!,
            Amount = refund.Amount,
            HasFailed = true,
        });
        await desk.Become(RefundStatus.Failed);

        Assert.That(CreditPrint.StandingOf(await Settled()), Does.StartWith("not refunded: the refund failed"));
    }

    [Test]
    public async Task A_note_that_comes_often_and_at_once_is_one_refund()
    {
        var note = desk.Invoice.Whole();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.Worker.Deliver(note)));
        await desk.Become(RefundStatus.Done);
        await desk.Worker.Deliver(note);
        await desk.Heard<CreditNoteIssued>(11);

        await desk.Become(RefundStatus.Done);
        Assert.That(desk.Worker.Captures.Select(line => line.Minor), Is.EqualTo(new[] { 1210, -1210 }));
        await BalancesAre(("gateway_clearing", 0), ("receivable", 0), ("revenue", 0), ("tax", 0));
    }

    [Test]
    public async Task What_a_person_gave_back_before_is_made_up_to_what_is_credited()
    {
        await desk.Worker.Deliver(desk.Order(500));
        await desk.Become(RefundStatus.Done);
        Assert.That(await desk.Balance("receivable"), Is.EqualTo(500), "stands open until it is credited");

        await desk.Worker.Deliver(desk.Invoice.Note(net: 500, tax: 105));

        var refunds = await desk.Become(RefundStatus.Done, RefundStatus.Done);
        Assert.That(refunds.Select(refund => refund.AmountMinor), Is.EqualTo(new[] { 500, 105 }));
        await BalancesAre(("gateway_clearing", 605), ("receivable", 0));
    }

    [Test]
    public async Task What_a_person_gave_back_before_in_full_is_only_written_about()
    {
        await desk.Worker.Deliver(desk.Order(605));
        await desk.Become(RefundStatus.Done);

        await desk.Worker.Deliver(desk.Invoice.Note(net: 500, tax: 105));

        var credit = await Settled(CreditOutcome.GivenBackBefore);
        Assert.That(await desk.Told<SendReceipt>(3), Has.Exactly(1).EqualTo(credit.ToSendReceipt()));
        await desk.Become(RefundStatus.Done);
        await BalancesAre(("gateway_clearing", 605), ("receivable", 0));
    }

    [Test]
    public async Task Notes_and_a_persons_refunds_at_once_never_give_back_more_than_was_captured()
    {
        var notes = Enumerable.Range(0, 4).Select(_ => desk.Invoice.Note(net: 250, tax: 53, rounding: -1)).ToList();
        var orders = Enumerable.Range(0, 4).Select(_ => desk.Order(302)).ToList();

        await Task.WhenAll([.. notes.Select(desk.Worker.Deliver), .. orders.Select(desk.Worker.Deliver)]);

        await desk.Becomes(
            refunds => refunds.Sum(refund => refund.AmountMinor) >= 1208
                && refunds.All(refund => refund.Status == RefundStatus.Done), "of all that is credited");
        await Settled();
        Assert.That(
            desk.Worker.Captures.Sum(line => line.Minor), Is.InRange(0, 2).And.EqualTo(
                await desk.Balance("gateway_clearing")));
    }

    [Test]
    public async Task What_the_bank_has_taken_back_is_not_given_back_too()
    {
        await desk.Worker.Deliver(new ReturnReported
        {
            InvoiceId = desk.Invoice.InvoiceId,
            Reason = ReturnReported.Disputed,
            GatewayReference = "dp_1",
            Amount = desk.Invoice.Total,
        });
        await desk.Worker.Becomes(desk.Invoice, nameof(PaymentSaga.Reversed));

        await desk.Worker.Deliver(desk.Invoice.Whole());

        await Settled(CreditOutcome.NotOwed);
        Assert.That(await desk.Refunds(), Is.Empty);
        await BalancesAre(("gateway_clearing", 0), ("receivable", 0), ("revenue", 0), ("tax", 0));
    }

    [Test]
    public async Task What_was_not_owed_while_the_dispute_was_open_is_given_back_once_it_is_won()
    {
        await desk.Worker.Deliver(Reported(ReturnReported.Disputed, 1));
        await desk.Worker.Becomes(desk.Invoice, nameof(PaymentSaga.Reversed));
        await desk.Worker.Deliver(desk.Invoice.Note(net: 500, tax: 105));
        await Settled(CreditOutcome.NotOwed);

        await desk.Worker.Deliver(Reported(ReturnReported.DisputeWon, 2));

        Assert.That((await desk.Become(RefundStatus.Done))[0].AmountMinor, Is.EqualTo(605));
        await Settled(CreditOutcome.Refunded);
        await BalancesAre(("gateway_clearing", 605), ("receivable", 0));
    }

    [Test]
    public async Task What_is_rounded_to_nothing_is_settled_without_money_or_mail()
    {
        await desk.Worker.Deliver(desk.Invoice.Note(net: 4, tax: 1, rounding: -5));

        Assert.That((await Settled(CreditOutcome.GivenBackBefore)).HasMailOfItsOwn, Is.False);
        Assert.That(await desk.Refunds(), Is.Empty);
        await BalancesAre(("gateway_clearing", 1210), ("receivable", 0));
    }

    private ReturnReported Reported(string reason, int day) => new()
    {
        InvoiceId = desk.Invoice.InvoiceId,
        Reason = reason,
        GatewayReference = "dp_1",
        Amount = desk.Invoice.Total,
        At = Sample.Noon.AddDays(day),
    };

    [TestCase("insert", TestName = "A crash before the note is kept")]
    [TestCase("update", TestName = "A crash after the note is kept, before its payment counts it")]
    public async Task A_crash_keeps_nothing_by_halves(string at)
    {
        var note = desk.Invoice.Whole();
        await desk.Database.Execute($"""
            create function payment.crash() returns trigger language plpgsql as $$
            begin
                raise exception 'crash';
            end;
            $$;
            create trigger crash before {at} on payment.credits execute function payment.crash();
            """);
        await desk.Worker.Deliver(note);
        Assert.That(
            await desk.Worker.Bus.Consumed.Any<CreditNoteIssued>(delivery => delivery.Exception is not null), Is.True);
        Assert.That(await desk.Database.Value<long>("select count(*) from payment.credits"), Is.Zero);
        await desk.Database.Execute("drop trigger crash on payment.credits");

        await desk.Worker.Deliver(note);

        await desk.Become(RefundStatus.Done);
        await BalancesAre(("gateway_clearing", 0), ("receivable", 0));
    }

    private async Task<Credit> Settled(params CreditOutcome[] outcomes)
    {
        var settled = await Eventually.Becomes(
            () => desk.Worker.Credits.Of(desk.Invoice.InvoiceId, default),
            all => all.Count > 0 && all.All(credit => credit is { SettledAt: not null, DueAt: null }),
            TimeSpan.FromSeconds(30), "every note settled");
        if (outcomes.Length > 0)
            Assert.That(settled.Select(credit => credit.Outcome!.Value), Is.EqualTo(outcomes));
        Assert.That(settled.Select(credit => credit.CreditNo), Is.EquivalentTo(Enumerable.Range(1, settled.Count)));
        return settled[0];
    }

    private async Task BalancesAre(params (string Account, long Minor)[] balances)
    {
        foreach (var (account, minor) in balances)
            Assert.That(await desk.Balance(account), Is.EqualTo(minor), account);
    }
}
