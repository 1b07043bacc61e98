using System.Text;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests.Sources;

/// <summary>A platform speaks for its own sources, by the name that the broker vouches for.</summary>
[Category("bed")]
public class SourceRightsTests
{
    private const string Refused = "rating-rate-session_error";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static Chain Chain => SourcesChain.Chain;

    [SetUp]
    public Task TakeOver() => Chain.HandOver();

    [TearDown]
    public void KeepLogs() => Chain.KeepLogs();

    [Test]
    public async Task A_session_of_anothers_source_is_refused_and_its_own_is_charged()
    {
        var setAside = await Quarantined();
        await using var upstream = await Stranger.Connect(Chain, "upstream");
        var signed = new BasicProperties { UserId = "upstream" };
        var own = Chain.NewSessions(1)[0];
        var others = (own with { SessionId = "others" }).Json.Replace(SampleSession.Source, "switch-1.example");

        await upstream.Say("session-ended", Encoding.UTF8.GetBytes(others), signed);
        await upstream.Say("session-ended", (own with { SessionId = "unsigned" }).Bytes, new BasicProperties());
        await upstream.Say("session-ended", own.Bytes, signed);

        await Chain.AllCharged(1, Limit);
        await Chain.Lie(Refused, 2, Limit);
        var replay = await Chain.TryOperate("dead", "replay", Refused);
        Assert.That(replay.ExitCode, Is.EqualTo(1), replay.Printed);
        await Chain.Lie(Refused, 2, Limit);
        var reasons = (await Chain.Broker.Peek(Refused)).Select(message =>
            Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["MT-Fault-Message"]!));
        Assert.That(reasons, Has.One.Contains("'upstream' may not speak for the source 'switch-1.example'")
            .And.One.Contains("user-id"));
        Assert.That(await Quarantined(), Is.EqualTo(setAside));
        await Chain.BooksBalance(1);

        static Task<long> Quarantined() => Chain.Database.Value<long>("select count(*) from rating.quarantine");
    }
}
