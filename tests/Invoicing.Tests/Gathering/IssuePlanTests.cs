namespace Charging.Invoicing.Tests.Gathering;

public class IssuePlanTests
{
    private static readonly IssuePlan Plan = new(new GatheringOptions());

    [TestCase(50)]
    [TestCase(51)]
    public void What_has_reached_the_threshold_is_due_at_once(long minor)
    {
        var now = Sample.CreatedAt.AddDays(1);

        Assert.That(Plan.DueAt(new Money(minor, "EUR"), 1, Sample.CreatedAt, now, Sample.Seller), Is.EqualTo(now));
    }

    [Test]
    public void What_is_long_enough_for_one_message_is_due_at_once_however_little_it_comes_to()
    {
        var now = Sample.CreatedAt.AddDays(1);

        Assert.That(Plan.DueAt(new Money(0, "EUR"), 1_000, Sample.CreatedAt, now, Sample.Seller), Is.EqualTo(now));
    }

    [TestCase("2026-11-02T08:00:00Z", "2026-11-16T08:00:00Z", Description = "the longest wait")]
    [TestCase("2026-11-20T09:41:19Z", "2026-11-30T23:00:00Z", Description = "the month's end in Prague, winter")]
    [TestCase("2026-07-20T09:41:19Z", "2026-07-31T22:00:00Z", Description = "the month's end in Prague, summer")]
    [TestCase("2026-10-24T09:41:19Z", "2026-10-31T23:00:00Z", Description = "the clock goes back before the end")]
    [TestCase("2026-12-31T22:59:59Z", "2026-12-31T23:00:00Z", Description = "the last second of the year in Prague")]
    [TestCase("2026-12-31T23:00:00Z", "2027-01-14T23:00:00Z", Description = "the first second of the next")]
    [TestCase("2028-02-20T12:00:00Z", "2028-02-29T23:00:00Z", Description = "a leap year")]
    public void What_has_not_is_due_at_the_earlier_of_longest_wait_and_months_end(
        DateTimeOffset openedAt, DateTimeOffset dueAt) =>
        Assert.That(
            Plan.DueAt(
                new Money(49, "EUR"), 999, openedAt.UtcDateTime, openedAt.UtcDateTime.AddHours(1), Sample.Seller),
            Is.EqualTo(dueAt.UtcDateTime));

    [TestCase("Africa/Cairo", "2026-04-01T00:00:00Z", "2026-04-30T21:00:00Z", Description = "summer time")]
    [TestCase("Asia/Kathmandu", "2026-11-20T00:00:00Z", "2026-11-30T18:15:00Z", Description = "5:45 ahead")]
    [TestCase("America/Havana", "2026-10-20T00:00:00Z", "2026-11-01T04:00:00Z", Description = "midnight comes twice")]
    public void Midnight_is_the_sellers(string zone, DateTimeOffset moment, DateTimeOffset end)
    {
        var seller = Sample.Seller with { TimeZone = zone };

        Assert.That(seller.MonthsEnd(moment.UtcDateTime), Is.EqualTo(end.UtcDateTime));
    }

    [Test]
    public void The_longest_wait_is_a_setting()
    {
        var plan = new IssuePlan(new GatheringOptions { LongestWait = TimeSpan.FromMinutes(1) });

        Assert.That(
            plan.DueAt(new Money(1, "EUR"), 1, Sample.CreatedAt, Sample.CreatedAt, Sample.Seller),
            Is.EqualTo(Sample.CreatedAt.AddMinutes(1)));
    }
}
