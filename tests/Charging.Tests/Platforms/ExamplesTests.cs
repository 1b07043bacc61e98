using System.Text;
using Charging.TestBed;

namespace Charging.Tests.Platforms;

/// <summary>Each example is run as a platform would run it, and its sessions are charged or told as rejected.</summary>
[Category("bed")]
public class ExamplesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [TestCaseSource(typeof(ExampleClient), nameof(ExampleClient.All))]
    public async Task A_client_has_its_session_charged_and_hears_of_rejected_ones_also_when_the_connection_broke(
        object given)
    {
        var (client, chain) = ((ExampleClient)given, PlatformChain.Chain);
        var where = await Fetched(client);
        await PlatformChain.EmptyFeed();
        var file = Path.Combine(chain.Folder, $"{client}.jsonl");
        await File.WriteAllTextAsync(file, $"{Good(client)}\n{Wrong(client, "wrong")}\n");

        await using var wire = new BreakableWire(chain.Broker.As("upstream"));
        using var running = client.Start(where, wire.Address, chain.Folder, file, "2");
        using var limit = new CancellationTokenSource(Limit);
        var said = new string?[4];
        for (var i = 0; i < 3; i++) said[i] = await running.StandardOutput.ReadLineAsync(limit.Token);
        wire.Break();
        await chain.Broker.Publish("session-ended", [Encoding.UTF8.GetBytes(Wrong(client, "later"))], "upstream");
        said[3] = await running.StandardOutput.ReadLineAsync(limit.Token);
        await running.WaitForExitAsync(limit.Token);

        Assert.That((running.ExitCode, said), Is.EqualTo((0, (string[])
        [
            "confirmed", "confirmed",
            $"rejected {client}-wrong missing-field $.customerId A field is missing: customerId is empty.",
            $"rejected {client}-later missing-field $.customerId A field is missing: customerId is empty.",
        ])));
        await Eventually.Becomes(
            () => chain.Database.Value<long>(
                $"select count(*) from rating.rated_sessions where session_id = '{client}-good'"),
            rated => rated == 1, Limit, $"{client}-good rated");
    }

    private static async Task<string> Fetched(ExampleClient client)
    {
        var (where, missing) = await client.Fetch();
        if (missing is not null && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Ignore($"{client} is not run, as what it needs is neither here nor to be had: {missing}");
        Assert.That(missing, Is.Null, "in CI all are run");
        return where;
    }

    private static string Good(ExampleClient client) => Session($"{client}-good").Json.ReplaceLineEndings(" ");

    private static string Wrong(ExampleClient client, string name)
    {
        var session = Session($"{client}-{name}");
        return session.Json.Replace($"\"{session.CustomerId}\"", "\" \"", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");
    }

    private static SampleSession Session(string id) =>
        SampleSession.Many(1, PlatformChain.Chain.Customers)[0] with { SessionId = id };
}
