namespace Charging.Rating.Tests;

[Category("bed")]
public class DetailsTests() : OnDatabase("rating.details")
{
    private static readonly DateTime Now = Sample.Start;
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private Details details;

    [SetUp]
    public void Begin() => details = new Details(Database.Source);

    [Test]
    public async Task An_announcement_that_comes_again_is_kept_once()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            new Details(Database.Source).AddOnce(Announced("1", minutes: i), default)));

        Assert.That(await Database.Count("details"), Is.EqualTo(1));
        Assert.That(kept.Select(one => one.AnnouncedAt).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_announcement_with_other_content_is_another_one()
    {
        await details.AddOnce(Announced("1"), default);
        await details.AddOnce(Announced("1", host: "other.example"), default);

        Assert.That(
            await details.HostsDue(Now, default, [], [], 10, default),
            Is.EquivalentTo(["bridge.example", "other.example"]));
    }

    [Test]
    public async Task Whoever_comes_later_is_told_the_answer()
    {
        await details.AddOnce(Announced("1"), default);
        await details.AddOnce(Announced("2"), default);
        var answered = Announced("1").With(new DetailAnswer.Served([Sample.Leg]));
        var refused = Announced("2").With(new DetailAnswer.Refused("404"));

        Assert.That(
            (await details.Keep(answered, default), await details.Keep(refused, default)), Is.EqualTo((true, true)));

        var kept = await Task.WhenAll(
            details.AddOnce(Announced("1", minutes: 1), default), details.AddOnce(Announced("2"), default));
        Assert.That((kept[0].Legs, kept[0].Rejection), Is.EqualTo((answered.Legs, answered.Rejection)));
        Assert.That((kept[1].Legs, kept[1].Rejection), Is.EqualTo((refused.Legs, refused.Rejection)));
        Assert.That(kept[0].Body, Is.EqualTo(answered.Body));
    }

    [Test]
    public async Task What_was_taken_comes_again_later_and_later()
    {
        await details.AddOnce(Announced("1"), default);
        Assert.That(await Take(Now.AddMilliseconds(-1)), Is.Empty);

        var now = Now;
        foreach (var minutes in new[] { 1, 2, 4, 5, 5 })
        {
            Assert.That((await Take(now)).Select(one => one.Key), Is.EqualTo(new[] { Announced("1").Key }));
            Assert.That(await Take(now.AddMinutes(minutes).AddMilliseconds(-1)), Is.Empty);
            now = now.AddMinutes(minutes);
        }
    }

    [Test]
    public async Task Instances_take_different_ones_and_of_one_host_alone()
    {
        var announced = Enumerable.Range(0, 100).Select(i => Announced($"{i}")).ToList();
        await Task.WhenAll(announced.Append(Announced("x", host: "other.example"))
            .Select(one => details.AddOnce(one, default)));

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAll()));

        Assert.That(taken.SelectMany(one => one).Select(one => one.Key),
            Is.EquivalentTo(announced.Select(one => one.Key)));
        Assert.That(await details.HostsDue(Now, default, [], [], 10, default), Is.EqualTo(["other.example"]));
    }

    [Test]
    public async Task The_host_whose_sessions_have_waited_longest_comes_first_but_for_those_in_work()
    {
        await details.AddOnce(Announced("1", host: "late.example", minutes: -1), default);
        await details.AddOnce(Announced("2", host: "later.example"), default);
        await details.AddOnce(Announced("3", host: "latest.example", minutes: 1), default);

        Assert.That(await details.HostsDue(Now.AddMinutes(1), default, [], [], 2, default),
            Is.EqualTo(["late.example", "later.example"]));
        Assert.That(await details.HostsDue(Now.AddMinutes(1), default, ["late.example"], [], 2, default),
            Is.EqualTo(["later.example", "latest.example"]));
    }

    [Test]
    public async Task Of_a_host_that_is_left_alone_only_what_has_waited_too_long_is_taken()
    {
        await details.AddOnce(Announced("old", minutes: -1), default);
        await details.AddOnce(Announced("new"), default);
        var (expired, leftAlone) = (Now.AddMinutes(-1), new[] { "bridge.example" });

        Assert.That(await details.HostsDue(Now, expired, [], leftAlone, 10, default), Is.EqualTo(leftAlone));
        var taken = await details.TakeDue("bridge.example", Now, expired, 8, Retry, Longest, default);
        Assert.That(taken.Select(one => one.ToSession().SessionId), Is.EqualTo(["old"]));
        Assert.That(await details.HostsDue(Now, expired, [], leftAlone, 10, default), Is.Empty);
    }

    [Test]
    public async Task What_was_told_again_rests_until_it_is_removed()
    {
        await details.AddOnce(Announced("1"), default);
        await details.Park(Announced("1"), default);

        Assert.That(await Take(Now.AddYears(100)), Is.Empty);
        Assert.That(await details.CountWaiting(default), Is.EqualTo((1L, (DateTime?)Now)));

        await details.Remove(Session("1"), default);
        Assert.That(await details.CountWaiting(default), Is.EqualTo((0L, default(DateTime?))));
        Assert.That(await details.Keep(Announced("1"), default), Is.False, "nothing waits for the answer any more");
    }

    private Task<IReadOnlyList<AnnouncedSession>> Take(DateTime now) =>
        details.TakeDue("bridge.example", now, now, 8, Retry, Longest, default);

    private async Task<IReadOnlyList<AnnouncedSession>> TakeAll()
    {
        var all = new List<AnnouncedSession>();
        while (await Take(Now) is { Count: > 0 } taken) all.AddRange(taken);
        return all;
    }

    private static SessionEnded Session(string sessionId, string host = "bridge.example") =>
        Sample.Session with { SessionId = sessionId, Legs = [], DetailUri = $"https://{host}/{sessionId}" };

    private static AnnouncedSession Announced(string sessionId, string host = "bridge.example", int minutes = 0)
    {
        var session = Session(sessionId, host);
        return AnnouncedSession.Of(
            session, new Uri(session.DetailUri!), "{ as it came }"u8.ToArray(), Now.AddMinutes(minutes));
    }
}
