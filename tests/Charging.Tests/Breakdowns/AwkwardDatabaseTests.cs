using System.Net;
using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>
/// A database that is locked, read only, full or frozen, one after the other among 2,000 sessions: it costs time, and
/// the log says each once.
/// </summary>
[Category("bed")]
public class AwkwardDatabaseTests
{
    private const int Sessions = 2_000;
    private const int LargestLog = 200_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>As deploy/roles.sql limits a worker's statements, but so that the test need not wait as long.</summary>
    private static readonly Dictionary<string, string> SoonerThanDeployed = new()
    {
        ["PGOPTIONS"] = "-c statement_timeout=6s -c idle_in_transaction_session_timeout=6s",
    };

    private Chain chain = null!;

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task Whatever_the_database_does_no_worker_dies_and_every_session_is_charged_once()
    {
        chain = await Chain.Start(new ChainOptions { SendsReceipts = false, Settings = SoonerThanDeployed });

        await Among(0, () => chain.Database.LockTables(() => Meanwhile(TimeSpan.FromSeconds(20), "statement timeout")));
        await Among(1, () => chain.Database.SetReadOnly(() => Meanwhile(TimeSpan.FromSeconds(10), "read only")));
        await Among(2, () => chain.Database.FillConnections(() => Meanwhile(TimeSpan.FromSeconds(15), "53300")));
        await Among(3, () => chain.Database.Freeze(() => Meanwhile(TimeSpan.FromSeconds(15), "has not answered")));

        await chain.AllCharged(Sessions, Limit);
        await chain.QueuesAreEmpty();
        foreach (var worker in chain.All) await worker.BecomesReady();
        Assert.That(chain.Captures.Select(capture => capture.InvoiceId), Is.Unique);
        Assert.That(
            chain.All.Where(worker => new FileInfo(worker.LogFile).Length > LargestLog)
                .Select(worker => $"{worker.LogFile}: {new FileInfo(worker.LogFile).Length}"),
            Is.Empty);
    }

    /// <summary>A quarter of the sessions, and the awkwardness when the first of them are through.</summary>
    private async Task Among(int quarter, Func<Task> awkward)
    {
        const int some = Sessions / 4;
        var before = (await chain.Progress()).Captured;
        await chain.Publish(SampleSession.Many(Sessions, chain.Customers).Skip(quarter * some).Take(some));
        await Eventually.Becomes(
            () => chain.Progress(), seen => seen.Captured > before, Limit, $"the first captures of quarter {quarter}");
        await awkward();
    }

    /// <summary>
    /// Every worker lives all the while, at least so long, and until one of them says what it suffers from.
    /// </summary>
    private async Task Meanwhile(TimeSpan time, string reason)
    {
        var said = "";
        using var until = new CancellationTokenSource(time);
        using var limit = new CancellationTokenSource(Limit);
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!limit.IsCancellationRequested && !(until.IsCancellationRequested && said.Contains(reason)))
        {
            await second.WaitForNextTickAsync();
            foreach (var worker in chain.All)
            {
                Assert.That(await worker.Status("/health/live"), Is.EqualTo(HttpStatusCode.OK));
                using var ready = await worker.Get("/health/ready");
                if (!ready.IsSuccessStatusCode) said += await ready.Content.ReadAsStringAsync();
            }
        }

        Assert.That(said, Does.Contain(reason));
    }
}
