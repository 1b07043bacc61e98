using System.Text.Json;
using static Charging.Rating.Tests.RatingDatabase;

namespace Charging.Rating.Tests.Rerating;

[Category("bed")]
public class AdjustmentsTests() : OnDatabase("rating.adjustments, rating.usages")
{
    private Adjustments adjustments;

    [SetUp]
    public async Task Begin()
    {
        adjustments = new Adjustments(Database.Source);
        var usages = new Usages(Database.Source);
        await Task.WhenAll(usages.AddOnce(UsageOf("1"), default), usages.AddOnce(UsageOf("2"), default));
    }

    [Test]
    public async Task An_adjustment_is_kept_once_and_read_back_as_it_was()
    {
        var first = AdjustmentOf("1", number: 1, cents: 2);

        Assert.That(await adjustments.AddOnce([first, AdjustmentOf("2", 1, 2)], default), Is.EqualTo(2));
        Assert.That(await adjustments.AddOnce([first with { Reason = "again" }], default), Is.Zero);

        var kept = (await adjustments.Latest([first.UsageId], default))[first.UsageId];
        Assert.That(Told(kept), Is.EqualTo(Told(first)));
    }

    [Test]
    public async Task Of_two_who_adjust_at_once_one_is_kept()
    {
        var kept = await Task.WhenAll(Enumerable.Range(2, 8).Select(cents =>
            new Adjustments(Database.Source).AddOnce([AdjustmentOf("1", 1, cents)], default)));

        Assert.That(kept.Sum(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_latest_of_a_usage_counts()
    {
        await adjustments.AddOnce([AdjustmentOf("1", 1, 2), AdjustmentOf("1", 2, 3)], default);
        var usage = UsageOf("1").UsageId;

        var latest = await adjustments.Latest([usage, UsageOf("2").UsageId], default);

        Assert.That(latest.Keys, Is.EqualTo([usage]));
        Assert.That(latest[usage].Number, Is.EqualTo(2));
    }

    [Test]
    public async Task What_was_told_is_not_told_again()
    {
        await adjustments.AddOnce([AdjustmentOf("1", 1, 2), AdjustmentOf("2", 1, 2)], default);
        var untold = await adjustments.Unpublished("sample", 1, default);

        await adjustments.MarkPublished([untold.Single().AdjustmentId], Sample.Start, default);

        Assert.That(
            (await adjustments.Unpublished("sample", 10, default)).Single().AdjustmentId,
            Is.Not.EqualTo(untold[0].AdjustmentId));
        Assert.That(await adjustments.Unpublished("another plan", 10, default), Is.Empty);
    }

    [Test]
    public async Task Rated_sessions_are_found_by_plan_and_start_page_by_page()
    {
        var usages = new Usages(Database.Source);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => usages.AddOnce(UsageOf($"{i}"), default)));
        var day = new LocalDates(new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 20));

        var first = await usages.RatedBy(day.Of("sample"), Guid.Empty, 3, default);
        var second = await usages.RatedBy(day.Of("sample"), first[^1].UsageId, 3, default);

        Assert.That(
            first.Concat(second).Select(usage => usage.SessionId), Is.EquivalentTo(["0", "1", "2", "3", "4"]));
        Assert.That(first[0].Session, Is.Not.Null);
        Assert.That(await usages.RatedBy(day.Of("other"), Guid.Empty, 3, default), Is.Empty);
        var later = new LocalDates(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 30));
        Assert.That(await usages.RatedBy(later.Of("sample"), Guid.Empty, 3, default), Is.Empty);
    }

    private static Adjustment AdjustmentOf(string sessionId, int number, int cents)
    {
        var session = Sample.Session with { SessionId = sessionId };
        var plan = Sample.ByTime($$"""{ from: 0s, price: {{cents / 100m}}, per: 1s, increment: 1s }""");
        return Adjustment.Of(
            UsageOf(sessionId), number, new Money(600, "EUR"), plan.AsRevision(2).QuoteFor(session), "test",
            Sample.Start);
    }

    private static string Told(Adjustment adjustment) =>
        JsonSerializer.Serialize(adjustment.ToUsageAdjusted(), Wire.Json);
}
