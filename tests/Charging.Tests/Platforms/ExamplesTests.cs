using Charging.TestBed;

namespace Charging.Tests.Platforms;

/// <summary>Each example is run as a platform would run it, and its sessions are charged or told as rejected.</summary>
[Category("bed")]
public class ExamplesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [TestCaseSource(typeof(ExampleClient), nameof(ExampleClient.All))]
    public async Task A_client_has_its_session_charged_and_hears_of_the_one_that_is_rejected(object given)
    {
        var (client, chain) = ((ExampleClient)given, PlatformChain.Chain);
        var (where, missing) = await client.Fetch();
        if (missing is not null && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Ignore($"{client} is not run, as what it needs is neither here nor to be had: {missing}");
        Assert.That(missing, Is.Null, "in CI all are run");
        await EmptyFeed(chain);
        var good = SampleSession.Many(1, chain.Customers)[0] with { SessionId = $"{client}-good" };
        var wrong = good.Json.Replace("-good", "-wrong").Replace(good.CustomerId, " ").ReplaceLineEndings(" ");
        var file = Path.Combine(chain.Folder, $"{client}.jsonl");
        await File.WriteAllTextAsync(file, $"{good.Json.ReplaceLineEndings(" ")}\n{wrong}\n");

        using var running = client.Start(where, chain.Broker.As("upstream"), chain.Folder, file, "1");
        using var limit = new CancellationTokenSource(Limit);
        var said = await running.StandardOutput.ReadToEndAsync(limit.Token);
        await running.WaitForExitAsync(limit.Token);

        Assert.That((running.ExitCode, said.Trim().Split('\n')), Is.EqualTo((0, (string[])
        [
            "confirmed", "confirmed",
            $"rejected {client}-wrong missing-field $.customerId A field is missing: customerId is empty.",
        ])));
        await Eventually.Becomes(
            () => chain.Database.Value<long>(
                $"select count(*) from rating.rated_sessions where session_id = '{client}-good'"),
            rated => rated == 1, Limit, $"{client}-good rated");
    }

    private static async Task EmptyFeed(Chain chain)
    {
        await using var connection = await chain.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueuePurgeAsync(PlatformChain.Feed);
    }
}
