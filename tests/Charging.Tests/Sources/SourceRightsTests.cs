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

    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        Settings = new Dictionary<string, string> { ["Sources__upstream__0"] = "bridge-*.example" },
    });

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task A_session_of_anothers_source_is_refused_and_its_own_is_charged()
    {
        await using var upstream = await Stranger.Connect(chain, "upstream");
        var signed = new BasicProperties { UserId = "upstream" };
        var own = SampleSession.Many(1, chain.Customers)[0];
        var others = (own with { SessionId = "others" }).Json.Replace(SampleSession.Source, "switch-1.example");

        await upstream.Say("session-ended", Encoding.UTF8.GetBytes(others), signed);
        await upstream.Say("session-ended", (own with { SessionId = "unsigned" }).Bytes, new BasicProperties());
        await upstream.Say("session-ended", own.Bytes, signed);

        await chain.AllCharged(1, Limit);
        await chain.Lie(Refused, 2, Limit);
        var replay = await chain.TryOperate("dead", "replay", Refused);
        Assert.That(replay.ExitCode, Is.EqualTo(1), replay.Printed);
        await chain.Lie(Refused, 2, Limit);
        var reasons = (await chain.Broker.Peek(Refused)).Select(message =>
            Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["MT-Fault-Message"]!));
        Assert.That(reasons, Has.One.Contains("'upstream' may not speak for the source 'switch-1.example'")
            .And.One.Contains("user-id"));
        Assert.That(await chain.Database.Value<long>("select count(*) from rating.quarantine"), Is.Zero);
        await chain.BooksBalance(1);
    }
}
