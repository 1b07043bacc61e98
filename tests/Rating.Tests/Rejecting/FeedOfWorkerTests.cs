using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Charging.Rating.Tests.Importing;
using Charging.TestBed;

namespace Charging.Rating.Tests.Rejecting;

/// <summary>A platform hears of its own records as of its sessions, also from a worker that died in between.</summary>
[Category("bed")]
public class FeedOfWorkerTests
{
    private const string Hangups = "rating-import-freeswitch-hangup";
    private const string Exchange = "session-rejected";
    private const string Errors = "rating-rate-session_error";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly string platform = $"vienna{Guid.NewGuid():n}";
    private RunningWorker worker;
    private RawPublisher vienna;

    private string Feed => $"{Exchange}-{platform}";

    [OneTimeSetUp]
    public async Task Run()
    {
        worker = await RunningWorker.Start(new Dictionary<string, string>
        {
            ["Import__Formats"] = "freeswitch-hangup",
            [$"Sources__{platform}__0"] = "switch-*.vienna.example",
        });
        vienna = await RawPublisher.Connect(
            await worker.Broker.AddUser("^$", "^(session-ended|rating-import-.+)$", "^$", platform), default);
    }

    [OneTimeTearDown]
    public async Task Dispose()
    {
        await vienna.DisposeAsync();
        await worker.DisposeAsync();
    }

    [Test]
    public async Task Of_its_own_records_it_hears_what_is_refused_and_what_is_set_aside_of_their_sessions()
    {
        var several = Guid.NewGuid().ToString();
        await Say(Hangups, Hangup("nobodys", one => one.Remove("variable_accountcode")), messageId: "alone");
        await Say(Hangups, Hangup("elsewhere", one => one["FreeSWITCH-Switchname"] = "pbx.graz.example"), "foreign");
        await Say(Hangups, "<cdr>", "no-json");
        var among = Hangup("among", one => one.Remove("variable_accountcode"));
        await Say(Hangups, $"[{Hangup("strangers")},{among}]", several);

        var told = await Eventually.Becomes(Told, all => all.Count >= 5, Soon, "what became of five records");
        Assert.That(told.Select(one => one.Platform).Distinct(), Is.EqualTo(new[] { platform }));
        Assert.That(told.Select(one => (one.Code, one.MessageId, Begin(one.Sentence))), Is.EquivalentTo(
            (IEnumerable<(string, string?, string)>)
            [
                ("unreadable", "alone", "No customer:"),
                ("refused", "foreign", "The broker's"),
                ("unreadable", "no-json", "This is"),
                ("unreadable", several, "No customer:"),
                ("unknown-customer", null, "Nobody is"),
            ]));
        var aside = told.Single(one => one.Code == "unknown-customer");
        Assert.That((aside.Source, aside.SessionId), Is.EqualTo(("switch-2.vienna.example", "strangers")));
    }

    [Test]
    public async Task What_was_kept_when_the_worker_died_is_told_by_the_next()
    {
        var session = Sample.Session with
        {
            Source = "switch-1.vienna.example",
            SessionId = "killed",
            Legs = [],
        };
        await worker.Broker.Close(Exchange); // so that nothing can be told
        await Say("session-ended", JsonSerializer.Serialize(session, Wire.Json), messageId: null);
        await Say("session-ended", "no JSON", "killed-too");
        await worker.Counts(1, "select count(*) from rating.quarantine where session_id = 'killed'");
        await Eventually.Becomes(
            async () => (await worker.Broker.Messages()).GetValueOrDefault(Errors), count => count > 0, Soon,
            "what cannot be read among the errors");

        await worker.Process.Kill();
        await worker.Broker.Delete(Exchange);
        await worker.Process.Start();

        var told = await Eventually.Becomes(
            async () => (await Told()).Where(one => one.SessionId == "killed" || one.MessageId == "killed-too")
                .ToList(),
            all => all.Count == 2, Soon, "both told");
        Assert.That(told.Select(one => one.Code), Is.EquivalentTo(["missing-field", "unreadable"]));
        Assert.That(told.Single(one => one.SessionId == "killed").ReceivedAt, Is.EqualTo(
            await worker.Value<DateTime>("select quarantined_at from rating.quarantine where session_id = 'killed'")));
    }

    private static string Begin(string sentence) => string.Join(' ', sentence.Split(' ').Take(2));

    private Task Say(string exchange, string body, string? messageId) =>
        vienna.Publish(exchange, Encoding.UTF8.GetBytes(body), messageId, null, default);

    private async Task<IReadOnlyList<SessionRejected>> Told() =>
    [
        .. (await worker.Broker.Peek(Feed))
            .Select(message => JsonSerializer.Deserialize<SessionRejected>(message.Body.Span, Wire.Json)!)
            .DistinctBy(one => one.RejectionId),
    ];

    /// <summary>A call that ended just now.</summary>
    private static string Hangup(string uuid, Action<JsonObject>? change = null) =>
        StoredRecord.Of<FreeSwitchHangup>().With(one =>
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            one["variable_uuid"] = uuid;
            one["variable_answer_uepoch"] = $"{now - 90}000000";
            one["variable_end_uepoch"] = $"{now}000000";
            change?.Invoke(one);
        }).Text;
}
