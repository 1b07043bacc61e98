using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>A worker that dies without a word loses nothing and does nothing twice.</summary>
[Category("bed")]
public class KilledWorkerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain? chain;

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public Task Rating_is_killed_among_3000_sessions() =>
        Charge(3000, new() { SendsReceipts = false }, begun => begun.Rating, "rating.usages");

    [Test]
    public Task Two_Invoicings_with_two_series_are_killed_among_3000_sessions() => Charge(
        3000,
        new() { SendsReceipts = false, Instances = 2, Customers = SampleCustomer.Good(20, sellers: 2) },
        begun => begun.Invoicing, "invoicing.invoices");

    [Test]
    public Task Payment_is_killed_among_2000_sessions_and_their_receipts() =>
        Charge(2000, new(), begun => begun.Payment, "payment.attempts");

    private async Task Charge(
        int sessions, ChainOptions options, Func<Chain, IReadOnlyList<WorkerProcess>> choose, string done)
    {
        chain = await Chain.Start(options);
        var workers = choose(chain);
        var publishing = chain.Publish(SampleSession.Many(sessions, chain.Customers));
        var before = 0L;
        foreach (var share in (int[])[sessions / 5, sessions / 2])
        {
            before = await Eventually.Becomes(
                () => chain.Database.Value<long>($"select count(*) from {done}"),
                seen => seen >= share,
                Limit,
                $"{share} rows in {done}");
            await Task.WhenAll(workers.Select(worker => worker.Kill()));
            await Task.WhenAll(workers.Select(worker => worker.Start()));
        }

        await publishing;
        Assert.That(before, Is.LessThan(sessions), "killed in the middle, not at the end");
        await chain.AllCharged(sessions, Limit);
        await chain.QueuesAreEmpty();
    }
}
