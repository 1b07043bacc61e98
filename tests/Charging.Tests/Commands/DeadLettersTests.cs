using System.Text;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests.Commands;

/// <summary>What no worker could take goes back or out of sight one by one, and what came of it is told.</summary>
[Category("bed")]
public class DeadLettersTests
{
    private const string Queue = "rating-rate-session_error";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Deeds deeds = CommandsChain.Deeds;

    private Chain Chain => deeds.Chain;

    [OneTimeSetUp]
    public async Task Open()
    {
        await Chain.HandOver();
        await deeds.Unreadable("the queue is there");
    }

    [TearDown]
    public void KeepLogs() => Chain.KeepLogs();

    [Test]
    public async Task One_goes_back_and_is_taken_while_the_others_stay()
    {
        var session = Deeds.Session("pays");
        await deeds.Unreadable("stays where it is");
        await Put(session.Json);

        var replay = await Chain.TryOperate("dead", "replay", "--id", Deeds.Id(session.Json));

        Assert.That(replay.ExitCode, Is.Zero, replay.Printed);
        Assert.That(replay.Printed, Does.Contain("went back to rating-rate-session: 1 were taken, 0 returned"));
        Assert.That(await Bodies(), Has.Some.EqualTo("stays where it is").And.None.EqualTo(session.Json));
        await Eventually.Holds(
            () => Chain.Database.Value<bool>(
                "select exists (select from rating.usages where session_id = @SessionId)", new { session.SessionId }),
            Limit, "the session rated");
    }

    [Test]
    public async Task What_returns_is_told_by_its_id_and_fails_the_command()
    {
        await deeds.Unreadable("comes back");
        var id = Deeds.Id("comes back");

        var replay = await Chain.TryOperate("dead", "replay", "--id", id);

        Assert.That(replay.ExitCode, Is.EqualTo(1), replay.Printed);
        Assert.That(replay.Printed, Does.Contain("0 were taken, 1 returned").And.Contain($"returned   {id}  {Queue}"));
        Assert.That(await Bodies(), Has.Exactly(1).EqualTo("comes back"));
    }

    [Test]
    public async Task A_session_that_is_set_aside_instead_is_told_too()
    {
        var session = Deeds.Session("nobody");
        await Put(session.Json);

        var replay = await Chain.TryOperate("dead", "replay", "--id", Deeds.Id(session.Json));

        Assert.That(replay.ExitCode, Is.EqualTo(1), replay.Printed);
        Assert.That(replay.Printed, Does.Contain("0 were taken, 0 returned, 1 set aside")
            .And.Contain($"set aside  {Deeds.Id(session.Json)}  unknown-customer"));
    }

    [Test]
    public async Task What_is_closed_is_kept_with_its_reason_and_the_books_know_of_it()
    {
        const string body = """{"sessionId":"no source","note":"4111 1111 1111 1111"}""";
        var file = Path.Combine(Chain.Folder, "closed.jsonl");
        await File.WriteAllTextAsync(file, body);
        await Chain.Operate("publish", file);
        await Eventually.Holds(async () => (await Bodies()).Contains(body), Limit, "the message refused");

        await Chain.Operate("dead", "close", "--id", Deeds.Id(body), "--reason", "a test of theirs", "--as", "petr");

        Assert.That(await Bodies(), Has.None.EqualTo(body));
        Assert.That((await Chain.TryOperate("dead", "list")).Printed, Does.Not.Contain(Deeds.Id(body)));
        Assert.That((await Chain.TryOperate("dead", "list", "--closed")).Printed,
            Does.Contain(Deeds.Id(body)).And.Contain("petr").And.Contain("a test of theirs"));
        Assert.That((await Chain.TryOperate("dead", "show", Deeds.Id(body))).Printed,
            Does.Contain("no source").And.Not.Contain("4111 1111"));
        Assert.That(
            await Chain.Database.Value<string>("select convert_from(body, 'UTF8') from audit.closed_letters " +
                "where letter_id = @id", new { id = Deeds.Id(body) }),
            Is.EqualTo("""{"sessionId":"no source","note":"**** **** **** 1111"}"""));
        // It counts what waits as the broker last did, which may have been while the message was there.
        await Chain.Lie("rating-rate-session", 0, Limit);
        var books = await Chain.TryOperate("reconcile");
        Assert.That(books.Printed, Does.Match(@"sessions in\s.*\s1 │\s+1 │\s+0 │"), "the closed one is not lost");
    }

    [TestCase("dead", "close", "--id", "0123456789abcdef", "--reason", "why not")]
    [TestCase("dead", "replay", "--id", "0123456789abcdef")]
    [TestCase("dead", "show", "0123456789abcdef")]
    public async Task What_is_not_there_is_said(params string[] command)
    {
        var refused = await Chain.TryOperate(command);

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.Printed, Does.Contain("No message '0123456789abcdef' lies in any"));
    }

    [TestCase("dead", "replay")]
    [TestCase("dead", "replay", "--all", "--id", "1")]
    [TestCase("dead", "replay", "--all", "--wait", "-1")]
    [TestCase("dead", "list", "--limit", "0")]
    [TestCase("dead", "close", "--id", "1")]
    [TestCase("dead", "close", "--id", "1", "--reason", " ")]
    [TestCase("audit", "list", "--limit", "0")]
    [TestCase("audit", "list", "--since", "yesterday")]
    public async Task What_is_no_order_is_refused_before_anything_is_done(params string[] command) =>
        Assert.That((await Chain.TryOperate(command)).ExitCode, Is.Not.Zero);

    private async Task<IReadOnlyList<string>> Bodies() =>
        [.. (await Chain.Broker.Peek(Queue)).Select(one => Encoding.UTF8.GetString(one.Body.Span))];

    /// <summary>As if a worker had given it up.</summary>
    private async Task Put(string body)
    {
        await using var connection = await Chain.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", Queue, mandatory: true, Encoding.UTF8.GetBytes(body));
        await Eventually.Holds(async () => (await Bodies()).Contains(body), Limit, "the message in the queue");
    }
}
