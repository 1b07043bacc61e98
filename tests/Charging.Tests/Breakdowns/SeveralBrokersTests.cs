using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>A worker that is told of several hosts of the broker works with whichever answers.</summary>
[Category("bed")]
public class SeveralBrokersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Hosts_that_refuse_are_passed_over_and_the_one_that_answers_is_listened_to_closely()
    {
        await using var broker = await Broker.Create();
        await using var database = await Database.Create();
        var folder = Directory.CreateTempSubdirectory("charging-brokers-");
        var dead = string.Join(',', Enumerable.Range(0, 3).Select(_ => $"127.0.0.1:{Ports.Free()}"));
        await using var worker = new WorkerProcess(
            "Rating.Worker",
            new Dictionary<string, string>
            {
                ["ConnectionStrings__Postgres"] = database.ConnectionString,
                ["ConnectionStrings__RabbitMq"] = broker.ConnectionString.Replace(
                    "@", $"@{dead},", StringComparison.Ordinal),
            },
            Path.Combine(folder.FullName, "rating.log"));
        await worker.Run("migrate");
        await worker.Run("topology");

        await worker.Start();
        await broker.Publish("session-ended", ["no session"u8.ToArray()]);

        await Eventually.Becomes(
            async () => (await broker.Messages()).GetValueOrDefault("rating-rate-session_error"), lying => lying == 1,
            Limit, "the message refused");
        await Eventually.Becomes(
            broker.Heartbeats,
            told => told.TryGetValue("charging-rating", out var seconds) && seconds == 5,
            Limit, "a heartbeat of 5 s");
        folder.Delete(recursive: true);
    }
}
