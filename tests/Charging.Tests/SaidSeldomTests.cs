using Microsoft.Extensions.Time.Testing;

namespace Charging.Tests;

public class SaidSeldomTests
{
    [Test]
    public void A_flood_is_said_at_once_and_then_once_a_minute_with_how_many_there_were()
    {
        var clock = new FakeTimeProvider();
        var seldom = new SaidSeldom(clock);

        Assert.That(seldom.Count("vienna", 3), Is.EqualTo(3));
        Assert.That(Enumerable.Range(0, 1000).Select(_ => seldom.Count("vienna", 2)), Is.All.Null);
        Assert.That(seldom.Count("prague"), Is.EqualTo(1), "Of each subject by itself.");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(seldom.Count("vienna"), Is.EqualTo(2001));
        Assert.That(seldom.Count("vienna"), Is.Null);
    }
}
