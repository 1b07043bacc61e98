using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests.Platforms;

/// <summary>A session that comes as a CloudEvent is the session in it, with all that holds for one.</summary>
[Category("bed")]
[NonParallelizable]
public class CloudEventsTests
{
    private const string Structured = "application/cloudevents+json";

    private readonly Chain chain = PlatformChain.Chain;
    private Stranger upstream = null!;

    [OneTimeSetUp]
    public async Task Connect() => upstream = await Stranger.Connect(chain, "upstream");

    [OneTimeTearDown]
    public async Task Close()
    {
        await upstream.DisposeAsync();
        await PlatformChain.EmptyFeed();
    }

    [Test]
    public async Task It_is_charged_under_its_own_key_whatever_id_and_source_the_event_has()
    {
        await Say(Whole(Sample("in-one").Json, ("source", "switch-1.example"), ("id", "in-one-event")), Structured);
        await Say(Sample("in-headers").Json, "application/json", Headers("cloudEvents:"));
        await Say(Sample("in-jms").Json, null, Headers("cloudEvents_"));

        await Eventually.Becomes(
            async () => string.Join(' ', await chain.Database.Rows<string>(
                "select session_id from rating.rated_sessions where session_id like 'in-%' and source = @source " +
                "order by session_id", new { source = SampleSession.Source })),
            rated => rated == "in-headers in-jms in-one", PlatformChain.Limit, "three sessions rated");
    }

    [Test]
    public async Task One_that_cannot_be_charged_is_kept_as_the_session_alone_and_its_place_told_within_the_event()
    {
        var broken = Sample("no-end").Json.Replace("\"disconnectedAt\"", "\"hungUpAt\"", StringComparison.Ordinal);
        var data = JsonNode.Parse(broken)!.ToJsonString();

        await Say(Whole(broken), Structured);

        Assert.That(await Told("no-end"), Is.EqualTo(
            ("missing-field", "$.data.legs[0].disconnectedAt", SampleSession.Source, (string?)null)));
        Assert.That(await chain.Database.Rows<string>(
            "select convert_from(body, 'UTF8') from rating.quarantine where session_id = 'no-end'"),
            Is.EqualTo(new[] { data }), "so that it can be replayed");
    }

    [Test]
    public async Task One_of_anothers_source_is_refused_by_what_the_session_says_and_not_the_event()
    {
        var foreign = Sample("foreign").Json
            .Replace(SampleSession.Source, "switch-1.example", StringComparison.Ordinal);

        await Say(Whole(foreign, ("source", SampleSession.Source), ("id", "mine-18")), Structured);

        Assert.That(await Told("foreign"), Is.EqualTo(("refused", (string?)null, "switch-1.example", "mine-18")));
    }

    [TestCase("version", "unreadable", "$.specversion", "The version is '0.3'; 1.0 is read.")]
    [TestCase("header", "unreadable", "$", "The header ce-specversion is '0.3'; 1.0 is read.")]
    [TestCase("xml", "unreadable", "$", "Its data are 'text/xml'; only JSON is read.")]
    [TestCase("batch", "refused", null, "An event of the content type application/cloudevents-batch")]
    [TestCase("word", "unreadable", "$.data.service", "'smoke' is not a Service; use")]
    public async Task What_is_wrong_with_it_is_told_to_its_platform(
        string fault, string code, string? path, string sentence)
    {
        var messageId = $"event-{fault}";
        var session = Sample(messageId).Json;
        await (fault switch
        {
            "version" => Say(Whole(session, ("specversion", "0.3")), Structured, null, messageId),
            "header" => Say(session, null, Headers("ce-", ("specversion", "0.3")), messageId),
            "xml" => Say(session, "text/xml", Headers("ce-"), messageId),
            "batch" => Say($"[{Whole(session)}]", "application/cloudevents-batch+json", null, messageId),
            _ => Say(
                Whole(session.Replace("\"conference\"", "\"smoke\"", StringComparison.Ordinal)), Structured, null,
                messageId),
        });

        var told = await Feed(one => one.MessageId == messageId);
        Assert.That((told.Code, told.Path), Is.EqualTo((code, path)));
        Assert.That(told.Sentence, Does.StartWith(sentence));
    }

    private Task Say(
        string body, string? contentType, Dictionary<string, object?>? headers = null, string? messageId = null)
    {
        var properties = new BasicProperties { UserId = "upstream", Headers = headers };
        if (contentType is not null) properties.ContentType = contentType;
        if (messageId is not null) properties.MessageId = messageId;
        return upstream.Say("session-ended", Encoding.UTF8.GetBytes(body), properties);
    }

    private static string Whole(string session, params (string Name, string Value)[] attributes)
    {
        var one = new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = "e-1", ["source"] = "/bridges/1", ["type"] = "session.ended",
        };
        foreach (var (name, value) in attributes) one[name] = value;
        one["data"] = JsonNode.Parse(session);
        return one.ToJsonString();
    }

    private static Dictionary<string, object?> Headers(
        string prefix, params (string Name, string Value)[] attributes)
    {
        var all = new Dictionary<string, object?>();
        foreach (var (name, value) in ((string, string)[])
            [("specversion", "1.0"), ("id", "e-1"), ("source", "/bridges/1"), ("type", "session.ended"), .. attributes])
            all[$"{prefix}{name}"] = value;
        return all;
    }

    private async Task<(string Code, string? Path, string? Source, string? MessageId)> Told(string sessionId)
    {
        var told = await Feed(one => one.SessionId == sessionId);
        return (told.Code, told.Path, told.Source, told.MessageId);
    }

    private async Task<SessionRejected> Feed(Func<SessionRejected, bool> wanted) => (await Eventually.Becomes(
        async () => (await chain.Broker.Peek(PlatformChain.Feed))
            .Select(message => JsonSerializer.Deserialize<SessionRejected>(message.Body.Span, Wire.Json)!)
            .FirstOrDefault(wanted),
        told => told is not null, PlatformChain.Limit, "a rejection"))!;

    private SampleSession Sample(string id) => SampleSession.Many(1, chain.Customers)[0] with { SessionId = id };
}
