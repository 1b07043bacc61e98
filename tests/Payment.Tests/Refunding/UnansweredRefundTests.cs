using Charging.Payments.Tests.Gateway;

namespace Charging.Payments.Tests.Refunding;

[Category("bed")]
public class UnansweredRefundTests
{
    private readonly GatewayAnswer silence = new GatewayAnswer.Unknown("connection reset") { IsStored = true };
    private ScriptedGateway gateway = null!;
    private RefundDesk desk = null!;

    [SetUp]
    public async Task Begin()
    {
        gateway = new ScriptedGateway((_, _) =>
            Task.FromResult<GatewayAnswer>(new GatewayAnswer.Captured("pay_1")));
        desk = await RefundDesk.Open(gateway);
    }

    [TearDown]
    public async Task End() => await desk.DisposeAsync();

    [Test]
    public async Task Silence_is_looked_into_and_what_is_found_counts()
    {
        gateway.Gives = _ => silence;
        gateway.FindsRefund = () => new GatewayAnswer.Refunded("ref_found");

        await desk.Worker.Deliver(desk.Order(300));

        Assert.That((await desk.Told<PaymentRefunded>(1))[0].GatewayReference, Is.EqualTo("ref_found"));
        Assert.That(gateway.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_the_gateway_does_not_know_is_asked_for_again_under_the_same_key()
    {
        var answers = new Queue<GatewayAnswer>([silence, new GatewayAnswer.Refunded("ref_1")]);
        gateway.Gives = _ => answers.Dequeue();

        await desk.Worker.Deliver(desk.Order(300));

        await desk.Told<PaymentRefunded>(1);
        Assert.That(gateway.Refunds.Select(request => request.IdempotencyKey), Is.EqualTo(new[]
        {
            $"refund:{desk.Invoice.InvoiceId}:1", $"refund:{desk.Invoice.InvoiceId}:1",
        }));
    }

    [TestCase("ref_1", RefundStatus.Done, 910)]
    [TestCase(null, RefundStatus.Failed, 1210)]
    public async Task What_cannot_be_found_out_a_person_decides(string? reference, object becomes, long clearing)
    {
        gateway.Gives = _ => silence;
        gateway.FindsRefund = () => silence;
        await desk.Worker.Deliver(desk.Order(300));
        await desk.Becomes(refunds => refunds is [{ IsToBeDecided: true }], "to be decided");
        Assert.That(
            await desk.Worker.Refunds.ToBeDecided(10, default), Is.EqualTo(new[] { desk.Invoice.InvoiceId }));

        await desk.Worker.Deliver(new RefundDecided
        {
            InvoiceId = desk.Invoice.InvoiceId, RefundNo = 1, GatewayReference = reference,
        });

        await desk.Become((RefundStatus)becomes);
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(clearing));
        Assert.That(await desk.Worker.Refunds.ToBeDecided(10, default), Is.Empty);
        await desk.Heard<RefundDecided>(1);
        if (reference is not null) await desk.Told<PaymentRefunded>(1);
        else Assert.That(desk.ToldSoFar<PaymentRefunded>(), Is.Empty);
    }

    [Test]
    public async Task Said_not_to_be_given_back_it_is_given_back_all_the_same_if_the_gateway_knows_of_it()
    {
        gateway.Gives = _ => silence;
        gateway.FindsRefund = () => silence;
        await desk.Worker.Deliver(desk.Order(300));
        await desk.Becomes(refunds => refunds is [{ IsToBeDecided: true }], "to be decided");
        gateway.FindsRefund = () => new GatewayAnswer.Refunded("ref_found");

        await desk.Worker.Deliver(new RefundDecided { InvoiceId = desk.Invoice.InvoiceId, RefundNo = 1 });

        Assert.That((await desk.Told<PaymentRefunded>(1))[0].GatewayReference, Is.EqualTo("ref_found"));
    }

    [Test]
    public async Task A_refund_on_its_way_is_booked_when_it_is_there()
    {
        gateway.Gives = _ => new GatewayAnswer.Pending("ref_1");
        gateway.FindsRefund = () => new GatewayAnswer.Pending("ref_1");
        await desk.Worker.Deliver(desk.Order(300));
        await desk.Become(RefundStatus.Pending);
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(1210));

        gateway.FindsRefund = () => new GatewayAnswer.Refunded("ref_1");
        await desk.Worker.Deliver(desk.Due(1));

        await desk.Become(RefundStatus.Done);
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(910));
    }

    [Test]
    public async Task One_that_the_gateway_declines_is_neither_booked_nor_told_and_may_be_ordered_again()
    {
        gateway.Gives = _ => GatewayAnswer.Declined.By("charge_disputed");
        await desk.Worker.Deliver(desk.Order(1210));
        await desk.Become(RefundStatus.Failed);

        gateway.Gives = _ => new GatewayAnswer.Refunded("ref_2");
        await desk.Worker.Deliver(desk.Order(1210));

        Assert.That((await desk.Told<PaymentRefunded>(1))[0].GatewayReference, Is.EqualTo("ref_2"));
        Assert.That(await desk.Balance("gateway_clearing"), Is.Zero);
    }

    [Test]
    public async Task One_that_the_customers_bank_did_not_take_is_booked_back_and_told_as_failed()
    {
        await desk.Worker.Deliver(desk.Order(300));
        await desk.Become(RefundStatus.Done);
        gateway.FindsRefund = () => GatewayAnswer.Declined.By("expired_or_canceled_card");

        await desk.Worker.Deliver(desk.Due(1));
        await desk.Worker.Deliver(desk.Due(1));

        var failed = await desk.Told<PaymentRefundFailed>(2);
        Assert.That(failed.Distinct().Count(), Is.EqualTo(1));
        Assert.That(failed[0].RefundId, Is.EqualTo((await desk.Told<PaymentRefunded>(1))[0].RefundId));
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(1210));
        var payment = await desk.Worker.Refunds.Of(desk.Invoice.InvoiceId, default);
        Assert.That(payment.Left, Is.EqualTo(Sample.Euro(1210)));
    }
}
