using Charging.Payments.Tests.Collecting;
using Charging.TestBed;

namespace Charging.Payments.Tests.Banking;

/// <summary>What went back to the customer's bank is owed again, and may be paid by a transfer.</summary>
[Category("bed")]
public class DisputedTransferTests : OnDisputedPayment
{
    [Test]
    public async Task What_was_lost_is_paid_by_transfer_and_told_after_it()
    {
        await paid.Lost();

        await Transferred();

        await paid.Owes(0);
        await paid.Tells<PaymentCaptured>([1, 3]);
        await paid.Mails((ReceiptKind.Receipt, 3));
        Assert.That(paid.Worker.Captures, Has.Count.EqualTo(1), "and not drawn");
    }

    [Test]
    public async Task What_was_lost_and_given_up_is_no_loss_any_more()
    {
        await paid.Lost();
        await paid.Worker.Deliver(new AbandonPayment { InvoiceId = paid.Invoice.InvoiceId, Reason = "moved away" });
        await paid.Becomes("Abandoned");

        await Transferred();

        await paid.Owes(0);
        Assert.That(await paid.Balance("write_off"), Is.Zero);
        await paid.Tells<PaymentCaptured>([1, 4]);
    }

    [Test]
    public async Task While_its_dispute_is_open_a_transfer_waits()
    {
        await paid.Reported(ReturnReported.Disputed, 1, "Reversed");
        var bank = new Bank(paid.Database);
        await bank.Import((1210, paid.Invoice.Number));

        await Offered();

        await paid.Becomes("Reversed");
        Assert.That((await bank.Left()).Single().LeftMinor, Is.EqualTo(1210));
    }

    [Test]
    public async Task What_is_won_after_it_was_transferred_is_given_back_of_what_the_gateway_drew()
    {
        await paid.Lost();
        await Transferred();

        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeWon, 3));

        var drawn = (await paid.Worker.Attempts(paid.Invoice))[0].GatewayReference;
        var refund = await Eventually.Becomes(
            async () => (await paid.Worker.Refunds.Of(paid.Invoice.InvoiceId, default)).Refunds.SingleOrDefault(),
            one => one?.Status == RefundStatus.Done, TimeSpan.FromSeconds(30), "given back");
        Assert.That((refund!.CaptureReference, refund.AmountMinor), Is.EqualTo((drawn, 1210L)));
        await paid.Owes(0);
    }

    private async Task Transferred()
    {
        await new Bank(paid.Database).Import((1210, paid.Invoice.Number));
        await paid.Becomes("Captured");
        await new Bank(paid.Database).BooksAgree();
    }

    private Task Offered() => Eventually.Holds(
        async () => await paid.Worker.Bus.Consumed.Any<TransferArrived>(), TimeSpan.FromSeconds(30), "offered");
}
