using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

public class CaptureTimeTests
{
    private static readonly InvoiceCreated Told = Invoice() with
    {
        SessionTimes = new SessionTimes { EndedAt = Noon.AddSeconds(-3), ReceivedAt = Noon.AddSeconds(-2) },
    };

    private static readonly PaymentState Payment = PaymentState.Begin(Told, Noon);

    private static readonly Attempt Capture = Started(Told.InvoiceId, 1).Captured() with
    {
        StartedAt = Noon,
        ResolvedAt = Noon,
    };

    [Test]
    public void A_card_that_is_drawn_at_the_first_try_counts_from_the_end_of_its_session() =>
        Assert.That(
            CaptureTime.Of(Capture, Payment, Told),
            Is.EqualTo(new CaptureTime(null, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2))));

    [Test]
    public void One_whose_gateway_was_silent_at_first_counts_with_all_of_its_silence()
    {
        var late = Capture with { AskedAt = Noon, ResolvedAt = Noon.AddMinutes(5) };

        Assert.That(CaptureTime.Of(late, Payment, Told).SinceEnd, Is.EqualTo(TimeSpan.FromSeconds(303)));
    }

    [Test]
    public void A_late_session_counts_since_it_was_received() =>
        Assert.That(
            CaptureTime.Of(Capture, Payment, With(times => times with { PublishedLateAt = Noon.AddSeconds(-2) })),
            Is.EqualTo(new CaptureTime(WhyExcluded.Late, null, TimeSpan.FromSeconds(2))));

    [Test]
    public void Where_it_is_not_known_when_it_was_received_its_end_counts_alone() =>
        Assert.That(
            CaptureTime.Of(Capture, Payment, With(times => times with { ReceivedAt = null })),
            Is.EqualTo(new CaptureTime(null, TimeSpan.FromSeconds(3), null)));

    [Test]
    public void What_our_own_work_does_not_decide_is_excluded_by_why()
    {
        var debit = Capture with { MethodKind = PaymentMethodKind.BankAccount };
        var waited = Capture with { IsAfterWait = true };
        var waitedLong = Capture with { StartedAt = Noon.AddHours(1), ResolvedAt = Noon.AddHours(1) };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Why(debit, Told), Is.EqualTo(WhyExcluded.BankDebit));
            Assert.That(Why(Capture with { AttemptNo = 2 }, Told), Is.EqualTo(WhyExcluded.Retried));
            Assert.That(Why(waited, Told), Is.EqualTo(WhyExcluded.AwaitedCustomer));
            Assert.That(Why(waitedLong, Told), Is.EqualTo(WhyExcluded.AwaitedCustomer));
            Assert.That(Why(Capture, Invoice().OfSessions(3)), Is.EqualTo(WhyExcluded.Gathered));
            Assert.That(Why(Capture, Invoice()), Is.EqualTo(WhyExcluded.NoSession));
            Assert.That(
                Why(Capture, With(times => times with { EndedAt = Noon.AddSeconds(1) })),
                Is.EqualTo(WhyExcluded.ClockAhead));
        }
    }

    private static WhyExcluded? Why(Attempt capture, InvoiceCreated invoice)
    {
        var time = CaptureTime.Of(capture, Payment, invoice);
        Assert.That(time.SinceEnd, Is.Null);
        return time.Why;
    }

    private static InvoiceCreated With(Func<SessionTimes, SessionTimes> change) =>
        Told with { SessionTimes = change(Told.SessionTimes!) };
}
