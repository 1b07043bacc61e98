using System.Text;

namespace Charging.Rating.Tests;

[Category("bed")]
public class QuarantineTests() : OnDatabase("rating.quarantine")
{
    private static readonly DateTime Now = Sample.Start;
    private static readonly Rejection Unknown = new(QuarantineCode.UnknownCustomer, "Nobody.");

    private Quarantine.Quarantine quarantine;

    [SetUp]
    public void Begin() => quarantine = new Quarantine.Quarantine(Database.Source);

    [Test]
    public async Task A_session_that_comes_again_is_kept_once_and_told_alike()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            new Quarantine.Quarantine(Database.Source).AddOnce(Aside("1", minutes: i), default)));

        Assert.That(await Database.Count("quarantine"), Is.EqualTo(1));
        Assert.That(kept.Select(one => one.ToSessionQuarantined()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Other_content_or_another_reason_is_kept_as_well()
    {
        await quarantine.AddOnce(Aside("1"), default);
        await quarantine.AddOnce(Aside("1", body: """{"other":1}"""), default);
        await quarantine.AddOnce(Aside("1", rejection: Unknown with { Code = QuarantineCode.NoPlan }), default);

        Assert.That(await quarantine.CountPending(default), Is.EqualTo(
            new Dictionary<string, long> { ["unknown-customer"] = 2, ["no-plan"] = 1 }));
    }

    [Test]
    public async Task A_replay_publishes_the_bytes_that_came_once()
    {
        var aside = Aside("1", body: """{ "as" : "it came" }""");
        await quarantine.AddOnce(aside, default);

        Assert.That(await Replay(), Is.EqualTo(["""{ "as" : "it came" }"""]));
        Assert.That(await Replay(), Is.Empty);
        Assert.That((await quarantine.Find(aside.QuarantineId, default))?.ReplayedAt, Is.EqualTo(Now.AddDays(1)));
    }

    [Test]
    public async Task What_comes_back_after_a_replay_is_pending_again()
    {
        await quarantine.AddOnce(Aside("1"), default);
        await Replay();
        Assert.That(await quarantine.CountPending(default), Is.Empty);

        await quarantine.AddOnce(Aside("1", minutes: 2 * 24 * 60), default);

        Assert.That(await quarantine.CountPending(default),
            Is.EqualTo(new Dictionary<string, long> { ["unknown-customer"] = 1 }));
        Assert.That(await Replay(), Is.Empty, "it was set aside after this replay began");
    }

    [Test]
    public async Task One_that_comes_back_while_it_is_replayed_is_not_lost()
    {
        await quarantine.AddOnce(Aside("1"), default);
        Task? back = null;

        await quarantine.Replay(
            new ReplayChoice(Now.AddDays(1), null, null, []),
            Now.AddDays(1),
            _ =>
            {
                back = quarantine.AddOnce(Aside("1", minutes: 2 * 24 * 60), default);
                return Task.CompletedTask;
            },
            default);
        await back!;

        Assert.That(await quarantine.CountPending(default),
            Is.EqualTo(new Dictionary<string, long> { ["unknown-customer"] = 1 }));
    }

    [Test]
    public async Task When_the_broker_refuses_all_stays_pending()
    {
        await quarantine.AddOnce(Aside("1"), default);

        Assert.That(
            () => quarantine.Replay(
                new ReplayChoice(Now.AddDays(1), null, null, []), Now, _ =>
                    throw new InvalidOperationException("refused"), default),
            Throws.InvalidOperationException);
        Assert.That((await quarantine.CountPending(default))["unknown-customer"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_replay_may_be_of_one_code_or_of_one_session()
    {
        var (first, second) = (Aside("1", body: "1"), Aside("2", Unknown with { Code = QuarantineCode.NoPlan }, "2"));
        await quarantine.AddOnce(first, default);
        await quarantine.AddOnce(second, default);

        Assert.That(await Replay(code: "no-plan"), Is.EqualTo(["2"]));
        Assert.That(await Replay(id: first.QuarantineId), Is.EqualTo(["1"]));
    }

    [Test]
    public async Task A_card_number_in_a_text_is_kept_masked_and_the_key_as_it_came()
    {
        const string card = "4111111111111111";
        const string body = $$"""{"sessionId":"{{card}}","note":"card {{card}}"}""";
        var session = Sample.Session with { SessionId = card };

        var aside = QuarantinedSession.Of(session, Unknown, Encoding.UTF8.GetBytes(body), Now);
        await quarantine.AddOnce(aside, default);

        Assert.That((await quarantine.Find(aside.QuarantineId, default))?.SessionId, Is.EqualTo(card));
        Assert.That(await Replay(), Is.EqualTo([body.Replace($"card {card}", "card ************1111")]));
    }

    [Test]
    public async Task It_stays_the_word_of_whoever_published_it_last()
    {
        var aside = Aside("1") with { PublishedBy = "upstream" };
        await quarantine.AddOnce(aside, default);
        await quarantine.AddOnce(Aside("1") with { PublishedBy = "another" }, default);
        Assert.That((await quarantine.Find(aside.QuarantineId, default))!.PublishedBy, Is.EqualTo("upstream"));

        await Replay();
        await quarantine.AddOnce(Aside("1") with { PublishedBy = "another" }, default);

        Assert.That((await quarantine.Find(aside.QuarantineId, default))!.PublishedBy, Is.EqualTo("another"));
    }

    [Test]
    public async Task What_cannot_be_replayed_is_left_out()
    {
        var (lost, good) = (Aside("1", body: "1"), Aside("2", body: "2"));
        await quarantine.AddOnce(lost, default);
        await quarantine.AddOnce(good, default);

        Assert.That(await Replay(except: [lost.QuarantineId]), Is.EqualTo(["2"]));
        Assert.That((await quarantine.Find(lost.QuarantineId, default))?.ReplayedAt, Is.Null);
    }

    [Test]
    public async Task Texts_that_the_database_cannot_hold_are_kept_all_the_same()
    {
        var session = Sample.Session with { Source = "a\0b", SessionId = new string('x', 198) + "😀😀" };

        var kept = await quarantine.AddOnce(QuarantinedSession.Of(session, Unknown, "{}"u8.ToArray(), Now), default);

        Assert.That((kept.Source, kept.SessionId), Is.EqualTo(("a\uFFFDb", new string('x', 198) + "…")));
    }

    [Test]
    public async Task The_list_is_the_newest_first()
    {
        await quarantine.AddOnce(Aside("old", minutes: -1), default);
        await quarantine.AddOnce(Aside("new"), default);

        Assert.That((await quarantine.List(null, false, 10, default)).Select(one => one.SessionId),
            Is.EqualTo(["new", "old"]));
        Assert.That(await quarantine.List("no-plan", true, 10, default), Is.Empty);
    }

    [Test]
    public async Task What_is_closed_is_kept_out_of_sight_and_does_not_come_back_with_the_same_bytes()
    {
        var aside = Aside("1");
        await quarantine.AddOnce(aside, default);

        await quarantine.Close(aside.QuarantineId, Now, "jana", "a test call", default);
        await quarantine.AddOnce(Aside("1", minutes: 60), default);

        Assert.That(await quarantine.CountPending(default), Is.Empty);
        Assert.That(await quarantine.List(null, false, 10, default), Is.Empty);
        Assert.That(await Replay(id: aside.QuarantineId), Is.Empty);
        var kept = (await quarantine.List(null, true, 10, default)).Single();
        Assert.That((kept.QuarantineId, kept.ClosedAt, kept.ClosedBy, kept.CloseReason),
            Is.EqualTo((aside.QuarantineId, (DateTime?)Now, "jana", "a test call")));
    }

    [Test]
    public async Task Other_content_of_a_closed_session_is_pending_and_the_closed_one_stays_closed()
    {
        var aside = Aside("1");
        await quarantine.AddOnce(aside, default);
        await quarantine.Close(aside.QuarantineId, Now, "jana", "a test call", default);

        await quarantine.AddOnce(Aside("1", body: """{"other":1}"""), default);

        Assert.That((await quarantine.List(null, false, 10, default)).Select(one => one.QuarantineId),
            Has.None.EqualTo(aside.QuarantineId).And.Count.EqualTo(1));
        Assert.That((await quarantine.Find(aside.QuarantineId, default))!.ClosedBy, Is.EqualTo("jana"));
    }

    [Test]
    public async Task Only_what_is_pending_is_closed_once()
    {
        var (closed, replayed) = (Aside("1"), Aside("2", Unknown with { Code = QuarantineCode.NoPlan }));
        await quarantine.AddOnce(closed, default);
        await quarantine.AddOnce(replayed, default);
        await Replay(code: "no-plan");
        await quarantine.Close(closed.QuarantineId, Now, "jana", "first", default);

        var again = await quarantine.Close(closed.QuarantineId, Now.AddDays(1), "petr", "second", default);
        var late = await quarantine.Close(replayed.QuarantineId, Now, "petr", "late", default);

        Assert.That((again!.IsPending, late!.IsPending), Is.EqualTo((false, false)));
        Assert.That((await quarantine.Find(closed.QuarantineId, default))!.CloseReason, Is.EqualTo("first"));
        Assert.That((await quarantine.Find(replayed.QuarantineId, default))!.ClosedAt, Is.Null);
        Assert.That(await quarantine.Close(Guid.NewGuid(), Now, "petr", "nothing", default), Is.Null);
    }

    private static QuarantinedSession Aside(string sessionId, Rejection? rejection = null, string body = "{}",
        int minutes = 0) =>
        QuarantinedSession.Of(
            Sample.Session with { SessionId = sessionId }, rejection ?? Unknown, Encoding.UTF8.GetBytes(body),
                Now.AddMinutes(minutes));

    private async Task<IReadOnlyList<string>> Replay(
        string? code = null, Guid? id = null, Guid[]? except = null)
    {
        var published = new List<string>();
        await quarantine.Replay(
            new ReplayChoice(Now.AddDays(1), code, id, except ?? []),
            Now.AddDays(1),
            session =>
            {
                published.Add(Encoding.UTF8.GetString(session.Body));
                return Task.CompletedTask;
            },
            default);
        return published;
    }
}
