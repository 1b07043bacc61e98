using System.Net;
using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>A broker or a database that goes away in the middle costs time and nothing else.</summary>
[Category("bed")]
public class RestartedServerTests
{
    private const int Sessions = 2000; // a thousand are in work at once

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open() => chain = await Chain.Start();

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [SetUp]
    public Task TakeOver() => chain.HandOver();

    [TearDown]
    public void KeepLogs() => chain.KeepLogs();

    [Test]
    public Task The_database_is_restarted_among_2000_sessions_and_their_receipts() =>
        Charge(_ => Bed.RestartDatabase());

    [Test]
    public Task The_broker_is_away_for_a_while_among_2000_sessions_and_workers_are_alive_and_not_ready() =>
        Charge(async running =>
        {
            await Bed.StopBroker();
            foreach (var worker in running.All) await IsAliveAndNotReady(worker);
            await Bed.StartBroker();
        });

    private static async Task IsAliveAndNotReady(WorkerProcess worker)
    {
        await Eventually.Becomes(
            async () => (await worker.Status("/health/ready")).ToString(),
            seen => seen == nameof(HttpStatusCode.ServiceUnavailable),
            Limit,
            $"{worker.Name} not ready");
        Assert.That(await worker.Status("/health/live"), Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task Charge(Func<Chain, Task> restart)
    {
        await chain.Publish(chain.NewSessions(Sessions));
        var before = await Eventually.Becomes(
            () => chain.Progress(), seen => seen.Captured >= Sessions / 10, Limit, "a tenth of the sessions captured");
        Assert.That(before.Captured, Is.LessThan(Sessions), "restarted in the middle, not at the end");

        await restart(chain);

        await chain.AllCharged(Sessions, Limit);
        await chain.QueuesAreEmpty();
        foreach (var worker in chain.All) await worker.BecomesReady();
    }
}
