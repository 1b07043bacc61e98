using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Scheduling;

[Category("bed")]
public class ScheduleTests
{
    private static readonly TimeSpan Remind = TimeSpan.FromSeconds(30);

    private Database database = null!;
    private Schedule schedule = null!;
    private Charging.Payments.Collecting.Payments payments = null!;

    [SetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        schedule = new Schedule(database.Source);
        payments = new Charging.Payments.Collecting.Payments(database.Source, TimeProvider.System);
    }

    [TearDown]
    public async Task End() => await database.DisposeAsync();

    [Test]
    public async Task An_alarm_is_taken_when_it_is_due_and_not_before()
    {
        var invoiceId = await WaitingUntil(Noon.AddHours(1));

        Assert.That(await schedule.TakeDue(Noon.AddHours(1).AddMilliseconds(-1), Remind, default), Is.Empty);
        Assert.That(
            await schedule.TakeDue(Noon.AddHours(1), Remind, default),
            Is.EqualTo(new[] { new DueAlarm(invoiceId, AlarmKind.Retry, 0, null) }));
    }

    [Test]
    public async Task An_alarm_that_nobody_followed_comes_again_later_and_later()
    {
        await WaitingUntil(Noon);
        var now = Noon;

        foreach (var wait in new[] { 30, 60, 120, 240 })
        {
            Assert.That(await schedule.TakeDue(now, Remind, default), Has.Count.EqualTo(1));
            Assert.That(await schedule.TakeDue(now.AddSeconds(wait - 1), Remind, default), Is.Empty);
            now = now.AddSeconds(wait);
        }
    }

    [Test]
    public async Task Two_dispatchers_take_each_alarm_once()
    {
        var waiting = await Task.WhenAll(Enumerable.Range(0, 350).Select(_ => WaitingUntil(Noon)));

        var rounds = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => new Schedule(database.Source).TakeDue(Noon, Remind, default)));

        Assert.That(rounds.Select(round => round.Count), Is.All.AtMost(Schedule.LargestRound));
        Assert.That(rounds.SelectMany(round => round).Select(alarm => alarm.InvoiceId), Is.EquivalentTo(waiting));
    }

    [Test]
    public void A_trace_goes_on_after_the_wait()
    {
        const string parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        var continued = new DueAlarm(Guid.NewGuid(), AlarmKind.Look, 1, parent).Parent;

        Assert.That($"{continued.TraceId}", Is.EqualTo("0af7651916cd43dd8448eb211c80319c"));
        Assert.That(new DueAlarm(Guid.NewGuid(), AlarmKind.Look, 1, null).Parent, Is.Default);
    }

    private async Task<Guid> WaitingUntil(DateTime due)
    {
        var invoice = Invoice();
        var payment = PaymentState.Begin(invoice, Noon);
        await payments.BeginOnce(payment, invoice, null, default);
        var found = payment.Follow(new Findings(), new NextStep.WaitToRetry(due), Noon);
        payment.CurrentState = "WaitingToRetry";
        await payments.MoveOn(payment, found, default);
        return invoice.InvoiceId;
    }
}
