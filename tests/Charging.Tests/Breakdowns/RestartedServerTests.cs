using System.Net;
using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>A broker or a database that goes away in the middle costs time and nothing else.</summary>
[Category("bed")]
public class RestartedServerTests
{
    private const int Sessions = 2000; // a thousand are in work at once

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain? chain;

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public Task The_database_is_restarted_among_2000_sessions_and_their_receipts() =>
        Charge(sendsReceipts: true, _ => Bed.RestartDatabase());

    [Test]
    public Task The_broker_is_away_for_a_while_among_2000_sessions_and_workers_are_alive_and_not_ready() =>
        Charge(sendsReceipts: false, async running =>
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

    private async Task Charge(bool sendsReceipts, Func<Chain, Task> restart)
    {
        chain = await Chain.Start(new ChainOptions { SendsReceipts = sendsReceipts });
        await chain.Publish(SampleSession.Many(Sessions, chain.Customers));
        var before = await Eventually.Becomes(
            () => chain.Progress(), seen => seen.Captured >= Sessions / 10, Limit, "a tenth of the sessions captured");
        Assert.That(before.Captured, Is.LessThan(Sessions), "restarted in the middle, not at the end");

        await restart(chain);

        await chain.AllCharged(Sessions, Limit);
        await chain.QueuesAreEmpty();
        foreach (var worker in chain.All) await worker.BecomesReady();
    }
}
