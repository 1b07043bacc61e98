using Charging.TestBed;

namespace Charging.Tests;

/// <summary>A worker that dies without a word loses nothing and does nothing twice.</summary>
public class KilledWorkerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain? chain;

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public Task Rating_is_killed_among_5000_sessions() =>
        Charge(5000, sendsReceipts: false, begun => begun.Rating[0], "rating.usages");

    [Test]
    public Task Invoicing_is_killed_among_5000_sessions() =>
        Charge(5000, sendsReceipts: false, begun => begun.Invoicing[0], "invoicing.invoices");

    [Test]
    public Task Payment_is_killed_among_2000_sessions_and_their_receipts() =>
        Charge(2000, sendsReceipts: true, begun => begun.Payment[0], "payment.attempts");

    private async Task Charge(int sessions, bool sendsReceipts, Func<Chain, WorkerProcess> choose, string done)
    {
        chain = await Chain.Start(new ChainOptions { SendsReceipts = sendsReceipts });
        var worker = choose(chain);
        var publishing = chain.Publish(SampleSession.Many(sessions, chain.Customers));
        var before = 0L;
        foreach (var share in (int[])[sessions / 5, sessions / 2])
        {
            before = await Eventually.Becomes(
                () => chain.Database.Value<long>($"select count(*) from {done}"),
                seen => seen >= share,
                Limit,
                $"{share} rows in {done}");
            await worker.Kill();
            await worker.Start();
        }

        await publishing;
        Assert.That(before, Is.LessThan(sessions), "killed in the middle, not at the end");
        await chain.AllCharged(sessions, Limit);
        await chain.QueuesAreEmpty();
    }
}
