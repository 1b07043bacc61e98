using Charging.TestBed;

namespace Charging.Tests;

/// <summary>What is published before any worker has ever started waits for it, whoever publishes it.</summary>
[Category("bed")]
public class EarlySessionsTests
{
    private const int Sessions = 200;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Prepare();

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task Sessions_published_before_any_worker_ever_started_are_charged()
    {
        await chain.PublishCustomers();
        await chain.Publish(SampleSession.Many(Sessions, chain.Customers));
        Assert.That(await chain.Broker.Ready("rating-rate-session"), Is.EqualTo(Sessions));

        await chain.StartWorkers();

        // A session that was quicker than its customer is set aside, not lost; the operator's command brings it back.
        await Eventually.Becomes(
            () => chain.Database.Value<long>("""
                select (select count(*) from rating.usages) + (select count(*) from rating.quarantine)
                """),
            seen => seen == Sessions,
            Limit,
            "sessions rated or set aside");
        await chain.Rating[0].Run("quarantine", "replay", "--code", "unknown-customer");
        await chain.AllCharged(Sessions, Limit);
    }
}
