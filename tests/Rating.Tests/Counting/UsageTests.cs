namespace Charging.Rating.Tests;

public class UsageTests
{
    private static readonly SessionEnded Session = Sample.Session with
    {
        Attributes = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
        Quantity = 5,
    };

    private static IEnumerable<SessionEnded> Others()
    {
        yield return Session with { Source = "another" };
        yield return Session with { SessionId = "another" };
        yield return Session with { CustomerId = "another" };
        yield return Session with { Service = Service.Conference };
        yield return Session with { StartedAt = Session.StartedAt.AddMilliseconds(1) };
        yield return Session with { EndedAt = Session.EndedAt.AddMilliseconds(1) };
        yield return Session with { Legs = [] };
        yield return Session with { Legs = [Sample.Leg with { Address = "+1" }] };
        yield return Session with { Quantity = 6 };
        yield return Session with { DetailUri = "https://bridge/1" };
        yield return Session with { Attributes = new Dictionary<string, string> { ["a"] = "1" } };
    }

    [Test]
    public void The_order_of_attributes_and_the_writing_of_numbers_make_no_difference()
    {
        var same = Session with
        {
            Attributes = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
            Quantity = 5.000m,
        };

        Assert.That(SessionContent.HashOf(same), Is.EqualTo(SessionContent.HashOf(Session)));
    }

    [TestCaseSource(nameof(Others))]
    public void Anything_else_that_is_said_makes_another_content(SessionEnded other) =>
        Assert.That(SessionContent.HashOf(other), Is.Not.EqualTo(SessionContent.HashOf(Session)));

    /// <summary>As a release that masks other numbers has kept it, or a source tells it again.</summary>
    [TestCase("call 4915133069303", "call *********9303", true)]
    [TestCase("call *********9303", "call 4915133069303", true)]
    [TestCase("call 4915133069303", "call *********9304", false)]
    [TestCase("call 4915133069303", "call ********9303", false)]
    [TestCase("call 4915133069303", "call 4915133069304", false)]
    [TestCase("call *", "call a", false)]
    public void A_masked_text_says_what_it_said_before(string kept, string told, bool same)
    {
        var (usage, other) = (With(kept), With(told));
        var plan = Sample.ByTime("{ from: 0s, price: 0.06, per: 60s, increment: 1s }");
        var stored = Usage.Of(usage, plan.QuoteFor(usage), Sample.Start);

        Assert.That(stored.Says(other), Is.EqualTo(same));
        var again = Usage.Of(other, plan.QuoteFor(other), Sample.Start);
        Assert.That(StoredUsage.Of(again, stored).IsConflict, Is.Not.EqualTo(same));

        static SessionEnded With(string note) =>
            Session with { Attributes = new Dictionary<string, string> { ["note"] = note } };
    }

    [Test]
    public void What_is_told_is_the_session_with_its_price()
    {
        var quote = Sample.ByTime("{ from: 0s, price: 0.06, per: 60s, increment: 1s }").QuoteFor(Session);
        var now = Sample.Start.AddTicks(12_345_678);

        var told = Usage.Of(Session, quote, now).ToUsageRated();

        Assert.That(
            (told.UsageId, told.Charge, told.PlanCode, told.PlanVersion, told.EndedOn, told.RatedAt),
            Is.EqualTo((
                new SessionKey(Session.Source, Session.SessionId).UsageId, new Money(60, "EUR"), "sample",
                new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 20), Sample.Start.AddMilliseconds(1234))));
        Assert.That(told.Attributes.Keys, Is.EqualTo(["a", "b"]));
    }

    [Test]
    public void The_last_day_is_the_local_one_of_the_plan()
    {
        var session = Session with { EndedAt = new DateTime(2026, 11, 20, 23, 0, 0, DateTimeKind.Utc) };
        var quote = Sample.ByTime("{ from: 0s, price: 1, per: 60s, increment: 1s }").QuoteFor(session);

        Assert.That(Usage.Of(session, quote, Sample.Start).EndedOn, Is.EqualTo(new DateOnly(2026, 11, 21)));
    }
}
