using Charging.Payments.Tests.Gateway;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

[Category("bed")]
public class DecidedTests
{
    private Database database = null!;
    private ScriptedGateway gateway = null!;
    private CollectingWorker worker = null!;
    private InvoiceCreated invoice = null!;

    [SetUp]
    public async Task A_first_attempt_of_which_nothing_can_be_found_out()
    {
        gateway = new ScriptedGateway((request, _) => request.AttemptNo == 1
            ? throw new HttpRequestException("connection reset")
            : Task.FromResult<GatewayAnswer>(new GatewayAnswer.Captured("pay_2")));
        database = await PaymentDatabase.Create();
        worker = await CollectingWorker.Start(database, gateway);
        await worker.Keep(Customer("acme", "tok_a"));
        invoice = Invoice();
        await worker.Deliver(invoice);
        await worker.Becomes(invoice, "NeedsReview");
    }

    [TearDown]
    public async Task End()
    {
        await worker.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task Found_captured_it_is_told_as_captured_and_booked_once()
    {
        var decided = new PaymentDecided { InvoiceId = invoice.InvoiceId, AttemptNo = 1, GatewayReference = "pay_1" };

        await worker.Deliver(decided);
        await worker.Becomes(invoice, "Captured");
        await worker.Deliver(decided);

        var told = await worker.Told<PaymentCaptured>(invoice, times: 2);
        Assert.That((told.AttemptNo, told.GatewayReference), Is.EqualTo((1, "pay_1")));
        Assert.That(
            await database.Value<long>(
                "select sum(amount_minor)::bigint from payment.ledger_entries where event = 'captured'"),
            Is.EqualTo(invoice.Total.Minor));
    }

    [Test]
    public async Task Found_not_captured_it_is_drawn_again_on_the_ladder()
    {
        await worker.Deliver(new PaymentDecided { InvoiceId = invoice.InvoiceId, AttemptNo = 1 });

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).AttemptNo, Is.EqualTo(2));
        Assert.That(
            (await worker.Attempts(invoice)).Select(attempt => (attempt.AttemptNo, attempt.Status)),
            Is.EqualTo(new[] { (1, AttemptStatus.Declined), (2, AttemptStatus.Captured) }));
    }

    [Test]
    public async Task Said_not_to_be_captured_although_it_is_it_is_not_drawn_again()
    {
        gateway.Finds = () => new GatewayAnswer.Captured("pay_1");

        await worker.Deliver(new PaymentDecided { InvoiceId = invoice.InvoiceId, AttemptNo = 1 });

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).GatewayReference, Is.EqualTo("pay_1"));
        Assert.That(gateway.Captures.Select(request => request.AttemptNo).Distinct(), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Said_not_to_be_captured_while_it_is_on_its_way_it_stays_to_be_decided()
    {
        gateway.Finds = () => new GatewayAnswer.Pending("pay_1");

        await worker.Deliver(new PaymentDecided { InvoiceId = invoice.InvoiceId, AttemptNo = 1 });

        Assert.That(
            await worker.Bus.Consumed.Any<PaymentDecided>(decided => decided.Exception is not null), Is.True);
        await worker.Becomes(invoice, "NeedsReview");
    }

    [Test]
    public async Task What_the_gateway_reports_meanwhile_needs_no_decision()
    {
        gateway.Finds = () => new GatewayAnswer.Captured("pay_1");

        await worker.Deliver(new LookDue { InvoiceId = invoice.InvoiceId, AttemptNo = 1, IsReported = true });

        Assert.That((await worker.Told<PaymentCaptured>(invoice)).GatewayReference, Is.EqualTo("pay_1"));
    }
}
