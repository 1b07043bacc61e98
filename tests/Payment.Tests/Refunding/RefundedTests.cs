namespace Charging.Payments.Tests.Refunding;

[Category("bed")]
public class RefundedTests : OnRefundDesk
{
    [Test]
    public async Task A_part_is_given_back_booked_and_told()
    {
        var order = desk.Order(300);

        await desk.Worker.Deliver(order);

        var told = (await desk.Told<PaymentRefunded>(1))[0];
        Assert.That(
            (told.InvoiceNumber, told.Amount, told.Reason, told.CustomerId),
            Is.EqualTo((desk.Invoice.Number, order.Amount, order.Reason, "acme")));
        Assert.That(desk.Worker.Captures.Select(line => line.Minor), Is.EqualTo(new[] { 1210, -300 }));
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(910));
        Assert.That(await desk.Balance("receivable"), Is.EqualTo(300), "until a credit note closes it");
        Assert.That(await desk.Told<SendReceipt>(2), Has.Some.EqualTo(new SendReceipt
        {
            InvoiceId = desk.Invoice.InvoiceId, Kind = ReceiptKind.Refund, RefundNo = 1,
        }));
        await desk.Worker.Becomes(desk.Invoice, "Captured");
    }

    [Test]
    public async Task The_same_order_again_is_the_same_refund_told_in_the_same_words()
    {
        var order = desk.Order(300);

        await desk.Worker.Deliver(order);
        await desk.Told<PaymentRefunded>(1);
        await desk.Worker.Deliver(order);

        Assert.That((await desk.Told<PaymentRefunded>(2)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await desk.Refunds(), Has.Count.EqualTo(1));
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(910));
    }

    [Test]
    public async Task Another_order_of_the_same_is_another_refund()
    {
        await desk.Worker.Deliver(desk.Order(300));
        await desk.Worker.Deliver(desk.Order(300));

        Assert.That(
            (await desk.Told<PaymentRefunded>(2)).Select(told => (told.Amount.Minor, told.GatewayReference)).Distinct(),
            Has.Exactly(2).Items);
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(610));
    }

    [Test]
    public async Task Many_orders_at_once_never_give_back_more_than_was_captured()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.Worker.Deliver(desk.Order(300))));

        await desk.Heard<RefundPayment>(10);
        Assert.That(
            (await desk.Told<PaymentRefunded>(4)).Select(told => told.RefundId).Distinct().Count(), Is.EqualTo(4));
        await desk.Refused<RefundPayment>("0.10 EUR are left to give back");
        Assert.That(await desk.Refunds(), Has.Count.EqualTo(4));
        Assert.That(desk.Worker.Captures.Sum(line => line.Minor), Is.EqualTo(10));
    }

    [Test]
    public async Task What_the_bank_took_back_is_not_given_back_once_more()
    {
        await desk.Worker.Deliver(new ReturnReported
        {
            InvoiceId = desk.Invoice.InvoiceId,
            Reason = ReturnReported.Disputed,
            GatewayReference = "dp_1",
            Amount = desk.Invoice.Total,
        });
        await desk.Worker.Becomes(desk.Invoice, "Reversed");

        await desk.Worker.Deliver(desk.Order(300));

        await desk.Refused<RefundPayment>("would give it twice");
        Assert.That(await desk.Refunds(), Is.Empty);
        Assert.That(await desk.Told<SendReceipt>(2), Has.Some.Property("Kind").EqualTo(ReceiptKind.Reversal));
    }

    [Test]
    public async Task A_refund_made_at_the_gateway_is_kept_and_told_once_and_counts()
    {
        var report = new RefundReported
        {
            InvoiceId = desk.Invoice.InvoiceId, GatewayReference = "re_9", Amount = Sample.Euro(1000),
        };

        await desk.Worker.Deliver(report);
        await desk.Worker.Deliver(report);
        var told = await desk.Told<PaymentRefunded>(2);
        await desk.Worker.Deliver(desk.Order(300));

        Assert.That(told.Distinct().Count(), Is.EqualTo(1));
        Assert.That((told[0].GatewayReference, told[0].Reason), Is.EqualTo(("re_9", (string?)null)));
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(210));
        await desk.Refused<RefundPayment>("2.10 EUR are left to give back");
    }

    [TestCase(true, TestName = "Told as made first")]
    [TestCase(false, TestName = "Told as failed at once")]
    public async Task A_refund_made_at_the_gateway_that_did_not_arrive_is_not_given_back(bool isMadeFirst)
    {
        var report = new RefundReported
        {
            InvoiceId = desk.Invoice.InvoiceId, GatewayReference = "re_9", Amount = Sample.Euro(1000),
        };
        if (isMadeFirst) await desk.Worker.Deliver(report);
        if (isMadeFirst) await desk.Become(RefundStatus.Done);

        await desk.Worker.Deliver(report with { HasFailed = true });
        await desk.Become(RefundStatus.Failed);
        await desk.Worker.Deliver(report);

        await desk.Heard<RefundReported>(isMadeFirst ? 3 : 2);
        if (isMadeFirst) await desk.Told<PaymentRefundFailed>(2);
        else Assert.That(desk.ToldSoFar<PaymentRefundFailed>(), Is.Empty, "there was nothing to take back");
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(1210));
    }
}
