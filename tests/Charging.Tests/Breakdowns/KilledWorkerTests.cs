using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>A worker that dies without a word loses nothing and does nothing twice.</summary>
[Category("bed")]
public class KilledWorkerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        SendsReceipts = false,
        Invoicings = 2,
        Customers = SampleCustomer.Good(20, sellers: 2),
    });

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [SetUp]
    public Task TakeOver() => chain.HandOver();

    [TearDown]
    public void KeepLogs() => chain.KeepLogs();

    [Test]
    public Task Rating_is_killed_among_3000_sessions() => Charge(3000, chain.Rating, progress => progress.Rated);

    [Test]
    public Task Two_Invoicings_with_two_series_are_killed_among_3000_sessions() =>
        Charge(3000, chain.Invoicing, progress => progress.Invoiced);

    private async Task Charge(int sessions, IReadOnlyList<WorkerProcess> workers, Func<Progress, long> done)
    {
        var publishing = chain.Publish(chain.NewSessions(sessions));
        var before = 0L;
        foreach (var share in (int[])[sessions / 5, sessions / 2])
        {
            before = await Eventually.Becomes(
                async () => done(await chain.Progress()), seen => seen >= share, Limit, $"{share} of its rows");
            await Task.WhenAll(workers.Select(worker => worker.Kill()));
            await Task.WhenAll(workers.Select(worker => worker.Start()));
        }

        await publishing;
        Assert.That(before, Is.LessThan(sessions), "killed in the middle, not at the end");
        await chain.AllCharged(sessions, Limit);
        await chain.QueuesAreEmpty();
    }
}
