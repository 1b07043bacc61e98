using System.Diagnostics;
using static Charging.Contracts.QuarantineCode;

namespace Charging.Rating.Tests;

public class AnnouncedSessionTests
{
    private static readonly SessionEnded Announced =
        Sample.Session with { Legs = [], DetailUri = "https://bridge.example/1?key=secret" };

    private static readonly AnnouncedSession Awaited =
        AnnouncedSession.Of(Announced, new Uri(Announced.DetailUri!), "as it came"u8.ToArray(), Sample.Start);

    private static IEnumerable<TestCaseData> Unchargeable()
    {
        yield return new(LegOutsideSession, Sample.Leg with { DisconnectedAt = Sample.Session.EndedAt.AddSeconds(2) });
        yield return new(EndsBeforeStart, Sample.Leg with { DisconnectedAt = Sample.Start.AddSeconds(-1) });
        yield return new(MissingField, Sample.Leg with { ConnectedAt = null });
    }

    [Test]
    public void The_legs_that_were_served_make_the_session_whole()
    {
        var answered = Awaited.With(new DetailAnswer.Served([Sample.Leg]));

        Assert.That((Awaited.IsAnswered, answered.IsAnswered), Is.EqualTo((false, true)));
        Assert.That(answered.Rejection, Is.Null);
        Assert.That(Awaited.Complete(), Is.Null);
        Assert.That(
            SessionContent.HashOf(answered.Complete()!),
            Is.EqualTo(SessionContent.HashOf(Announced with { Legs = [Sample.Leg] })));
    }

    [TestCaseSource(nameof(Unchargeable))]
    public void Legs_that_cannot_be_charged_are_not_kept_but_why(QuarantineCode code, Leg leg)
    {
        var answered = Awaited.With(new DetailAnswer.Served([leg]));

        Assert.That((answered.Legs, answered.Rejection?.Code), Is.EqualTo(((string?)null, code)));
        Assert.That(answered.Refusal, Does.EndWith("The legs are those that bridge.example served."));
    }

    [Test]
    public void A_card_number_in_legs_that_were_served_is_masked_and_the_session_charged()
    {
        var leg = Sample.Leg with { Role = "card 4111 1111 1111 1111", Address = "4111111111111111" };

        var answered = Awaited.With(new DetailAnswer.Served([leg]));

        Assert.That(answered.Rejection, Is.Null);
        Assert.That(answered.Complete()!.Legs,
            Is.EqualTo([leg with { Role = "card **** **** **** 1111" }]));
    }

    [Test]
    public void A_bridge_that_was_away_for_too_long_is_named_with_the_last_reason()
    {
        var answered = Awaited.With(new DetailAnswer.NotNow("bridge.example answered 503"));

        Assert.That(answered.Rejection?.Code, Is.EqualTo(NoDetail));
        Assert.That(answered.Refusal, Does.Contain("since 2026-11-20T09:00:00Z: bridge.example answered 503"));
        Assert.That(answered.Refusal, Does.Not.Contain("secret"));
    }

    [Test]
    public void Its_key_is_what_was_told_whatever_was_answered()
    {
        var told = AnnouncedSession.Of(Announced, new Uri(Announced.DetailUri!), [], Sample.Start.AddDays(1));
        var other = Announced with { DetailUri = "https://bridge.example/2" };

        Assert.That(told.Key, Is.EqualTo(Awaited.With(new DetailAnswer.Refused("no")).Key));
        Assert.That(
            AnnouncedSession.Of(other, new Uri(other.DetailUri!), [], Sample.Start).Key, Is.Not.EqualTo(Awaited.Key));
    }

    [Test]
    public void The_trace_goes_on_after_the_wait()
    {
        const string parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        Assert.That($"{(Awaited with { TraceParent = parent }).Parent.TraceId}",
            Is.EqualTo("0af7651916cd43dd8448eb211c80319c"));
        Assert.That((Awaited with { TraceParent = null }).Parent, Is.EqualTo(default(ActivityContext)));
    }
}
