using static Charging.Contracts.QuarantineCode;

namespace Charging.Rating.Tests;

public class ScreeningTests
{
    private static readonly SessionEnded Good = Sample.Session;
    private static readonly Leg Leg = Sample.Leg;
    private static readonly DateTime Start = Sample.Start;

    private static IEnumerable<TestCaseData> Passing()
    {
        yield return Case("a call", Good);
        yield return Case("of no length", Good with { EndedAt = Start, Legs = [Leg with { DisconnectedAt = Start }] });
        yield return Case("of exactly seven days", Good with { EndedAt = Start.AddDays(7) });
        yield return Case("a leg a second early", WithLeg(Leg with { ConnectedAt = Start.AddSeconds(-1) }));
        yield return Case("a leg a second late", WithLeg(Leg with { DisconnectedAt = Good.EndedAt.AddSeconds(1) }));
        yield return Case("a message without legs", Sample.Counted(Service.Message, 0));
        yield return Case("data to a leg without times",
            Sample.Counted(Service.Data, 5.0m) with { Legs = [new() { LegId = "1" }] });
        yield return Case("a thousand legs", Good with { Legs = [.. Enumerable.Repeat(Leg, 1000)] });
        yield return Case("32 attributes", Good with { Attributes = Attributes(32, "n", "v") });
        yield return Case("names and values as long as allowed",
            Good with { Attributes = Attributes(1, new('n', 99), new('v', 1000)) });
        yield return Case("keys as long as allowed",
            Good with { Source = new('s', 200), SessionId = new('i', 200), CustomerId = new('c', 200) });
        yield return Case("a leg without an address", WithLeg(Leg with { Address = null }));
        yield return Case("a detailUri beside legs", Good with { DetailUri = "https://bridge/1" });
        yield return Case("keys and addresses that look like a card's number", Good with
        {
            SessionId = "4111111111111111",
            CustomerId = "4111 1111 1111 1111",
            Legs = [Leg with { LegId = "4111111111111111", Address = "378282246310005" }],
        });
    }

    private static IEnumerable<TestCaseData> Failing()
    {
        yield return Case(MissingField, "source is empty", Good with { Source = "" });
        yield return Case(MissingField, "sessionId is empty", Good with { SessionId = " " });
        yield return Case(MissingField, "customerId is empty", Good with { CustomerId = "" });
        yield return Case(MissingField, "no legs and no detailUri", Good with { Legs = [] });
        yield return Case(MissingField, "no legs and no detailUri", Good with { Legs = [], DetailUri = "" });
        yield return Case(MissingField, "legs[0].connectedAt", WithLeg(Leg with { ConnectedAt = null }));
        yield return Case(MissingField, "legs[0].disconnectedAt", WithLeg(Leg with { DisconnectedAt = null }));
        yield return Case(MissingField, "legs[1] is null", Good with { Legs = [Leg, null!] });
        yield return Case(MissingField, "attribute 'a' has no value",
            Good with { Attributes = new Dictionary<string, string> { ["a"] = null! } });
        yield return Case(MissingField, "U+0000", Good with { SessionId = "a\0b" });
        yield return Case(EndsBeforeStart, "The session ended", Good with { EndedAt = Start.AddMilliseconds(-1) });
        yield return Case(EndsBeforeStart, "legs[0]",
            WithLeg(Leg with { ConnectedAt = Start.AddSeconds(2), DisconnectedAt = Start.AddSeconds(1) }));
        yield return Case(LegOutsideSession, "before",
            WithLeg(Leg with { ConnectedAt = Start.AddMilliseconds(-1001) }));
        yield return Case(LegOutsideSession, "after",
            WithLeg(Leg with { DisconnectedAt = Good.EndedAt.AddMilliseconds(1001) }));
        yield return Case(TooLong, "7 days", Good with { EndedAt = Start.AddDays(7).AddMilliseconds(1) });
        yield return Case(BadQuantity, "needs a quantity", Good with { Service = Service.Data });
        yield return Case(BadQuantity, "-1", Sample.Counted(Service.Message, -1));
        yield return Case(BadQuantity, "1.5", Sample.Counted(Service.Message, 1.5m));
        yield return Case(BadQuantity, "9223372036854775808", Sample.Counted(Service.Data, 9223372036854775808m));
        yield return Case(BadQuantity, "28 digits", Sample.Counted(Service.Data, SessionEnded.Uncountable));
        yield return Case(BadQuantity, "28 digits", Good with { Quantity = SessionEnded.Uncountable });
        yield return Case(NoDetail, "give it with its legs",
            Good with { Legs = [], DetailUri = "https://bridge/1" });
    }

    private static IEnumerable<TestCaseData> FailingBySize()
    {
        yield return Case(TooLarge, "1001 legs", Good with { Legs = [.. Enumerable.Repeat(Leg, 1001)] });
        yield return Case(TooLarge, "33 attributes", Good with { Attributes = Attributes(33, "n", "v") });
        yield return Case(TooLarge, "name of an attribute",
            Good with { Attributes = Attributes(1, new('n', 100), "v") });
        yield return Case(TooLarge, "value of an attribute",
            Good with { Attributes = Attributes(1, "n", new('v', 1001)) });
        yield return Case(TooLarge, "source", Good with { Source = new('s', 201) });
        yield return Case(TooLarge, "sessionId", Good with { SessionId = new('s', 201) });
        yield return Case(TooLarge, "customerId", Good with { CustomerId = new('s', 201) });
        yield return Case(TooLarge, "legs[0].address", WithLeg(Leg with { Address = new('s', 201) }));
    }

    [TestCaseSource(nameof(Passing))]
    public void A_session_that_can_be_priced_passes(SessionEnded session) =>
        Assert.That(Screening.Check(session), Is.Null);

    [TestCaseSource(nameof(Failing))]
    [TestCaseSource(nameof(FailingBySize))]
    public void A_session_is_set_aside_with_its_reason(SessionEnded session, QuarantineCode code, string detail)
    {
        var rejection = Screening.Check(session);

        Assert.That(rejection?.Code, Is.EqualTo(code));
        Assert.That(rejection?.Detail, Does.Contain(detail));
    }

    [Test]
    public void An_announcement_passes_until_its_legs_are_fetched()
    {
        var announced = Good with { Legs = [], DetailUri = "https://bridge/1" };

        Assert.That(Screening.CheckAnnounced(announced), Is.Null);
        Assert.That(Screening.AwaitsDetail(announced), Is.True);
        Assert.That(Screening.AwaitsDetail(announced with { Legs = [Leg] }), Is.False);
        Assert.That(Screening.AwaitsDetail(announced with { Service = Service.Data }), Is.False);
        Assert.That(Screening.CheckAnnounced(announced with { CustomerId = "" })?.Code, Is.EqualTo(MissingField));
    }

    [Test]
    public void A_long_text_is_measured_and_not_read()
    {
        var session = Good with { Attributes = Attributes(1, "n", new('4', 8 * 1024 * 1024)) };
        Screening.Check(MaskedSession.Of(Good).Session);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var rejection = Screening.Check(MaskedSession.Of(session).Session);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000));
        Assert.That(rejection?.Detail, Does.Contain("8388608 characters in the value of an attribute"));
    }

    [TestCase(-24 * 60 - 10, null, Description = "it ends exactly 24 hours from now")]
    [TestCase(-24 * 60 - 11, Future)]
    [TestCase(400 * 24 * 60, null, Description = "it started exactly 400 days ago")]
    [TestCase(400 * 24 * 60 + 1, TooOld)]
    public void A_session_far_from_now_is_set_aside(int minutesSinceStart, QuarantineCode? expected)
    {
        var now = Start.AddMinutes(minutesSinceStart + (minutesSinceStart < 0 ? 20 : 0));

        Assert.That(Screening.CheckDates(Good, now)?.Code, Is.EqualTo(expected));
    }

    [Test]
    public void A_session_of_the_last_year_there_is_breaks_nothing()
    {
        var session = Good with
        {
            StartedAt = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
            EndedAt = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
            Legs = [Leg with { ConnectedAt = DateTime.MaxValue, DisconnectedAt = DateTime.MaxValue }],
        };

        Assert.That((Screening.Check(session)?.Code, Screening.CheckDates(session, Start)?.Code),
            Is.EqualTo((default(QuarantineCode?), Future)));
        Assert.That(Sample.ByTime("{ from: 0s, price: 1, per: 1s, increment: 1s }").PriceOf(session),
            Is.TypeOf<Quote>());
    }

    private static SessionEnded WithLeg(Leg leg) => Good with { Legs = [leg] };

    private static Dictionary<string, string> Attributes(int count, string name, string value) =>
        Enumerable.Range(0, count).ToDictionary(i => name + i, _ => value);

    private static TestCaseData Case(string name, SessionEnded session) =>
        new TestCaseData(session).SetArgDisplayNames(name);

    private static TestCaseData Case(QuarantineCode code, string detail, SessionEnded session) =>
        new TestCaseData(session, code, detail).SetArgDisplayNames(Words.Of(code), detail);
}
