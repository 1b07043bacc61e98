using Charging.Payments.Tests.Gateway;

namespace Charging.Payments.Tests.Refunding;

/// <summary>
/// The worker dies at each step of a refund once, and the order is delivered again: given back once, booked once, and
/// told.
/// </summary>
[Category("bed")]
public class RefundCrashTests
{
    private RefundDesk desk = null!;

    [SetUp]
    public async Task Begin()
    {
        desk = await RefundDesk.Open();
        await desk.Database.LetCrash("refunds", "ledger_entries");
    }

    [TearDown]
    public async Task End() => await desk.DisposeAsync();

    [TestCase("INSERT refunds", TestName = "Before the refund is stored")]
    [TestCase("UPDATE refunds", TestName = "After the refund, before its answer is stored")]
    [TestCase("INSERT ledger_entries", TestName = "After its answer is stored, before it is booked")]
    public async Task A_crash_in_the_database(string at)
    {
        var order = desk.Order(300);
        await desk.Database.Execute("insert into payment.crashes values (@at)", new { at });
        await desk.Worker.Deliver(order);
        await Crashed();
        await desk.Database.Execute("delete from payment.crashes");

        await desk.Worker.Deliver(order);

        await IsGivenBackOnce();
    }

    [Test]
    public async Task A_crash_after_the_refund_is_stored_before_its_call_gets_through()
    {
        desk.Worker.Gateway.CrashesBeforeCall = true;
        await GivenBackAfterRedelivery();
    }

    [Test]
    public async Task A_crash_after_the_call_before_its_answer_gets_back()
    {
        desk.Worker.Gateway.CrashesAfterCall = true;
        await GivenBackAfterRedelivery();
    }

    [Test]
    public async Task A_crash_before_the_refund_is_told()
    {
        desk.Worker.FailsToTell.Enqueue(new CrashException());
        await GivenBackAfterRedelivery();
    }

    [Test]
    public async Task A_crash_before_the_message_is_acknowledged()
    {
        var order = desk.Order(300);
        await desk.Worker.Deliver(order);
        await desk.Told<PaymentRefunded>(1);

        await desk.Worker.Deliver(order);

        await desk.Told<PaymentRefunded>(2);
        await IsGivenBackOnce();
    }

    [Test]
    public async Task One_that_nobody_delivers_again_goes_on_by_itself()
    {
        desk.Worker.Gateway.CrashesAfterCall = true;
        await desk.Worker.Deliver(desk.Order(300));
        await Crashed();

        await IsGivenBackOnce();
    }

    private async Task GivenBackAfterRedelivery()
    {
        var order = desk.Order(300);
        await desk.Worker.Deliver(order);
        await Crashed();

        await desk.Worker.Deliver(order);

        await IsGivenBackOnce();
    }

    private async Task Crashed() => Assert.That(
        await desk.Worker.Bus.Consumed.Any<RefundPayment>(delivery => delivery.Exception is not null), Is.True,
        "the first delivery fails");

    private async Task IsGivenBackOnce()
    {
        await desk.Become(RefundStatus.Done);
        var told = await desk.Worker.Told<PaymentRefunded>(desk.Invoice);

        Assert.That(told.Amount, Is.EqualTo(Sample.Euro(300)));
        Assert.That(desk.Worker.Captures.Select(line => line.Minor), Is.EqualTo(new[] { 1210, -300 }));
        Assert.That(await desk.Balance("gateway_clearing"), Is.EqualTo(910));
    }
}
