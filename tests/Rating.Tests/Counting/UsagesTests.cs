using System.Text.Json;
using static Charging.Rating.Tests.RatingDatabase;

namespace Charging.Rating.Tests;

[Category("bed")]
public class UsagesTests() : OnDatabase("rating.usages")
{
    [Test]
    public async Task What_is_stored_first_is_told_to_whoever_comes_later()
    {
        var first = await new Usages(Database.Source).AddOnce(UsageOf("1", cents: 1), default);
        var second = await new Usages(Database.Source).AddOnce(UsageOf("1", cents: 2), default);

        Assert.That((first.IsRepeat, second.IsRepeat, second.IsConflict), Is.EqualTo((false, true, false)));
        Assert.That(Told(second), Is.EqualTo(Told(first)));
    }

    [Test]
    public async Task Other_content_under_the_same_key_is_a_conflict_and_the_first_stays()
    {
        var usages = new Usages(Database.Source);
        await usages.AddOnce(UsageOf("1", customerId: "acme"), default);

        var kept = await usages.AddOnce(UsageOf("1", customerId: "other"), default);

        Assert.That((kept.IsConflict, kept.Stored.CustomerId), Is.EqualTo((true, "acme")));
    }

    [Test]
    public async Task Of_thirty_two_rivals_one_stores_and_all_are_told_the_same()
    {
        for (var round = 0; round < 20; round++)
        {
            var session = $"round-{round}";
            var kept = await Task.WhenAll(Database.Rivals(32).Select((usages,
                i) => usages.AddOnce(UsageOf(session, i + 1), default)));

            Assert.That(kept.Count(one => !one.IsRepeat), Is.EqualTo(1), session);
            Assert.That(kept.Select(Told).Distinct().Count(), Is.EqualTo(1), session);
        }

        Assert.That(await Database.Count("usages"), Is.EqualTo(20));
    }

    [Test]
    public async Task Rivals_with_the_same_sessions_in_other_orders_do_not_deadlock()
    {
        var forwards = Enumerable.Range(0, 400).Select(i => UsageOf($"{i}")).ToList();

        var kept = await Task.WhenAll(Database.Rivals(8).SelectMany((usages, rival) =>
            (rival % 2 == 0 ? forwards : Enumerable.Reverse(forwards)).Select(usage => usages.AddOnce(usage,
                default))));

        Assert.That(kept.Count(one => !one.IsRepeat), Is.EqualTo(400));
        Assert.That(await Database.Count("usages"), Is.EqualTo(400));
    }

    [Test]
    public async Task The_same_key_may_stand_in_one_group_more_than_once()
    {
        var usages = new Usages(Database.Source);
        string[] customers = ["acme", "acme", "other", "acme"];

        var kept = await Task.WhenAll(
            customers.Select(customer => usages.AddOnce(UsageOf("1", customerId: customer), default)));

        var first = kept.Single(one => !one.IsRepeat).Stored.CustomerId;
        Assert.That(kept.Select(one => one.Stored.CustomerId), Is.All.EqualTo(first));
        Assert.That(kept.Select(one => one.IsConflict), Is.EqualTo(customers.Select(customer => customer != first)));
    }

    [Test]
    public async Task What_is_read_back_is_what_was_stored()
    {
        var session = Sample.Session with
        {
            Attributes = new Dictionary<string,
            string>
            { ["long name"] = "č", ["b"] = "\"" }
        };
        var plan = Sample.ByTime("{ from: 0s, price: 0.1, per: 7s, increment: 1s }", "connectionFee: 0.05");
        var usage = Usage.Of(session, plan.QuoteFor(session), Sample.Start);
        await new Usages(Database.Source).AddOnce(usage, default);

        var found = await new Usages(Database.Source).FindSame(session, default);

        Assert.That(JsonSerializer.Serialize(found!.Stored.ToUsageRated(), Wire.Json),
            Is.EqualTo(JsonSerializer.Serialize(usage.ToUsageRated(), Wire.Json)));
    }

    [Test]
    public async Task Only_a_session_that_says_the_same_is_found()
    {
        var usages = new Usages(Database.Source);
        await usages.AddOnce(UsageOf("1"), default);

        Assert.That(await usages.FindSame(Sample.Session with { SessionId = "2" }, default), Is.Null);
        Assert.That(await usages.FindSame(Sample.Session with { SessionId = "1", CustomerId = "other" }, default),
            Is.Null);
    }

    private static string Told(StoredUsage kept) => JsonSerializer.Serialize(kept.Stored.ToUsageRated(), Wire.Json);
}
