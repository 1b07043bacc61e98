using System.Text;
using System.Text.Json;
using Charging.TestBed;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Charging.Tests.Platforms;

/// <summary>A platform hears what was rejected of it, and nobody else does.</summary>
[Category("bed")]
[NonParallelizable]
public class RejectionFeedTests
{
    private const string Errors = "rating-rate-session_error";

    private Stranger upstream = null!;

    [OneTimeSetUp]
    public async Task Connect() => upstream = await Stranger.Connect(PlatformChain.Chain, "upstream");

    [OneTimeTearDown]
    public async Task Close() => await upstream.DisposeAsync();

    [Test]
    public async Task A_session_that_is_set_aside_is_told_with_its_place_and_its_reason_and_told_again_under_one_id()
    {
        var session = Sample("leg-without-an-end");
        var broken = session.Json.Replace("\"disconnectedAt\"", "\"hungUpAt\"", StringComparison.Ordinal);

        await upstream.Say("session-ended", Encoding.UTF8.GetBytes(broken));
        await upstream.Say("session-ended", Encoding.UTF8.GetBytes(broken));

        var told = await Told("leg-without-an-end", 2);
        Assert.That(told[0], Is.EqualTo(told[1]));
        Assert.That(told[0], Is.EqualTo(new SessionRejected
        {
            RejectionId = told[0].RejectionId,
            Platform = "upstream",
            Source = SampleSession.Source,
            SessionId = "leg-without-an-end",
            Code = "missing-field",
            Path = "$.legs[0].disconnectedAt",
            Sentence = "A field is missing: legs[0].disconnectedAt is not there.",
            ReceivedAt = told[0].ReceivedAt,
        }));
        var kept = await PlatformChain.Chain.Database.Rows<DateTime>(
            "select quarantined_at from rating.quarantine where session_id = 'leg-without-an-end'");
        Assert.That(kept, Is.EqualTo([told[0].ReceivedAt]), "of one row");
    }

    [Test]
    public async Task What_cannot_be_read_is_told_with_the_message_id_and_without_a_card_number()
    {
        var text = Sample("unreadable").Json.Replace(
            "\"conference\"", "\"4111 1111 1111 1111\"", StringComparison.Ordinal);

        await upstream.Say("session-ended", Encoding.UTF8.GetBytes(text), new BasicProperties
        {
            UserId = "upstream",
            MessageId = "mine-17",
        });

        var told = (await Told("unreadable", 1))[0];
        Assert.That((told.Code, told.Path, told.MessageId), Is.EqualTo(("unreadable", "$.service", "mine-17")));
        Assert.That(told.Sentence, Is.EqualTo(
            "'**** **** **** 1111' is not a Service; use conference, voice, message, data."));
    }

    [Test]
    public async Task A_session_of_anothers_source_is_told_to_whoever_sent_it_and_not_to_its_owner()
    {
        var text = Sample("not-mine").Json.Replace(SampleSession.Source, "switch-1.example", StringComparison.Ordinal);

        await upstream.Say("session-ended", Encoding.UTF8.GetBytes(text));

        var told = (await Told("not-mine", 1))[0];
        Assert.That((told.Code, told.Source), Is.EqualTo(("refused", "switch-1.example")));
        Assert.That(told.Sentence, Does.Contain("may not speak for the source 'switch-1.example'"));
        Assert.That(await PlatformChain.Chain.Broker.Peek(PlatformChain.OthersFeed), Is.Empty);
    }

    [Test]
    public async Task What_nobody_can_be_named_for_stays_with_us()
    {
        var chain = PlatformChain.Chain;
        var before = (await chain.Broker.Peek(Errors)).Count;

        await upstream.Say("session-ended", Sample("unsigned").Bytes, new BasicProperties());
        await upstream.Say("session-ended", "no JSON, unsigned"u8.ToArray(), new BasicProperties());

        await Eventually.Becomes(
            async () => (await chain.Broker.Peek(Errors)).Count, count => count >= before + 2, PlatformChain.Limit,
            "both among the errors");
        Assert.That((await Feed()).Select(one => one.SessionId), Has.None.EqualTo("unsigned").And.None.Null);
        Assert.That(await chain.Broker.Peek(PlatformChain.OthersFeed), Is.Empty);
    }

    [TestCase("^session-ended$", "^session-rejected-other$")]
    public async Task Another_platform_reads_its_own_feed_and_neither_reads_nor_binds_anothers(
        string write, string read)
    {
        var broker = PlatformChain.Chain.Broker;
        await using var connection = await broker.Connect(await broker.AddUser("^$", write, read));

        await using (var own = await connection.CreateChannelAsync())
            Assert.That(await own.BasicGetAsync(PlatformChain.OthersFeed, autoAck: false), Is.Null);

        await Refused(connection, channel => channel.BasicGetAsync(PlatformChain.Feed, autoAck: false));
        await Refused(connection, channel => channel.QueueBindAsync(
            PlatformChain.OthersFeed, "session-rejected", "upstream"));
        await Refused(connection, channel => channel.QueuePurgeAsync(PlatformChain.Feed));
    }

    [TestCase("crm")]
    [TestCase("operator")]
    [TestCase("invoicing")]
    [TestCase("rating")]
    public async Task No_other_user_reads_a_platforms_feed(string user)
    {
        var broker = PlatformChain.Chain.Broker;
        await using var connection = await broker.Connect(broker.As(user));

        await Refused(connection, channel => channel.BasicGetAsync(PlatformChain.Feed, autoAck: false));
    }

    [Test]
    public async Task A_platform_that_never_reads_costs_no_more_than_its_queue_may_hold()
    {
        await using var connection = await PlatformChain.Chain.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        var declared = new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-max-length"] = 10_000,
            ["x-overflow"] = "drop-head",
            ["x-message-ttl"] = 604_800_000L,
        };

        Assert.That(
            () => channel.QueueDeclareAsync(PlatformChain.Feed, true, false, false, declared), Throws.Nothing,
            "the broker compares what is there with what is declared");
    }

    private static SampleSession Sample(string id) =>
        SampleSession.Many(1, PlatformChain.Chain.Customers)[0] with { SessionId = id };

    /// <summary>At least so many: whatever is told may be told again.</summary>
    private static async Task<IReadOnlyList<SessionRejected>> Told(string sessionId, int count) =>
        await Eventually.Becomes(
            async () => (await Feed()).Where(one => one.SessionId == sessionId).ToList(),
            told => told.Count >= count, PlatformChain.Limit, $"{count} rejection(s) of {sessionId}");

    private static async Task<IReadOnlyList<SessionRejected>> Feed() =>
    [
        .. (await PlatformChain.Chain.Broker.Peek(PlatformChain.Feed))
            .Select(message => JsonSerializer.Deserialize<SessionRejected>(message.Body.Span, Wire.Json)!),
    ];

    private static async Task Refused(IConnection connection, Func<IChannel, Task> deed)
    {
        await using var channel = await connection.CreateChannelAsync();
        Assert.That(
            async () => await deed(channel),
            Throws.InstanceOf<OperationInterruptedException>().With.Message.Contains("ACCESS_REFUSED"));
    }
}
