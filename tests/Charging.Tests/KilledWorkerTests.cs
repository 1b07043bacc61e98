using Charging.TestBed;

namespace Charging.Tests;

/// <summary>A worker that dies without a word loses nothing and does nothing twice.</summary>
public class KilledWorkerTests
{
    private const int Sessions = 5000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Start();

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public Task Rating_is_killed_among_5000_sessions() =>
        Charge(chain.Rating[0], () => chain.Database.Value<long>("select count(*) from rating.usages"));

    [Test]
    public Task Invoicing_is_killed_among_5000_sessions() =>
        Charge(chain.Invoicing[0], () => chain.Database.Value<long>("select count(*) from invoicing.invoices"));

    [Test]
    public Task Payment_is_killed_among_5000_sessions() =>
        Charge(chain.Payment[0], () => chain.Database.Value<long>("select count(*) from payment.attempts"));

    private async Task Charge(WorkerProcess worker, Func<Task<long>> done)
    {
        var publishing = chain.Publish(SampleSession.Many(Sessions, chain.Customers));
        var before = 0L;
        foreach (var share in (int[])[Sessions / 5, Sessions / 2])
        {
            before = await Eventually.Becomes(done, seen => seen >= share, Limit, $"{share} done by {worker.Name}");
            await worker.Kill();
            await worker.Start();
        }

        await publishing;
        Assert.That(before, Is.LessThan(Sessions), "killed in the middle, not at the end");
        await chain.AllCharged(Sessions, Limit);
        await chain.QueuesAreEmpty();
    }
}
