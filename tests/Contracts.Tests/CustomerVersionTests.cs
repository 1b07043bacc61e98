namespace Charging.Contracts.Tests;

public class CustomerVersionTests
{
    private static readonly DateTime Now = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);

    [Test]
    public void A_version_that_some_clock_gives_can_be_kept()
    {
        var ticks = Now.Ticks - DateTime.UnixEpoch.Ticks;
        foreach (var version in (long[])[1, 42, ticks / 10_000_000, ticks / 10_000, ticks / 10, Now.Ticks, ticks * 100])
            Assert.That(CustomerVersion.FaultIn(version, Now), Is.Null, $"{version}");
    }

    [Test]
    public void Above_the_highest_version_nothing_is_kept_and_what_was_is_followed()
    {
        var highest = CustomerVersion.Highest(Now);

        Assert.That(CustomerVersion.FaultIn(highest + 1, Now), Is.Not.Null);
        Assert.That(CustomerVersion.FaultIn(highest + 1, Now.AddSeconds(1)), Is.Null, "a second later there is room");
        Assert.That(CustomerVersion.Follows(1, long.MaxValue, Now), Is.True, "what an earlier release froze");
        Assert.That(CustomerVersion.Follows(2, 1, Now), Is.True);
        Assert.That(CustomerVersion.Follows(1, 1, Now), Is.False);
        Assert.That(CustomerVersion.Follows(1, highest, Now), Is.False);
        Assert.That(CustomerVersion.Highest(DateTime.MaxValue), Is.Positive, "in every year");
    }
}
