using Charging.TestBed;

namespace Charging.Tests;

/// <summary>
/// Several instances of a worker share its work, and one may leave at any time; who has left is not there for the next.
/// </summary>
[Category("bed")]
public class InstancesTests
{
    /// <summary>In seconds. What nobody gives back comes again after the broker's 30 minutes, or never.</summary>
    private const double Stall = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HostLimit = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<SampleCustomer> Good = SampleCustomer.Good(20);

    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        Instances = 2,
        Customers = [.. Good, new SampleCustomer("slow", "tok_slow")],
        SendsReceipts = false,
        Settings = new Dictionary<string, string> { ["Gateway__Slow"] = "00:00:05" },
    });

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [SetUp]
    public Task TakeOver() => chain.HandOver();

    [TearDown]
    public void KeepLogs() => chain.KeepLogs();

    [Test]
    public async Task Two_instances_of_each_worker_share_the_work()
    {
        const int sessions = 3000;

        await chain.Publish(chain.NewSessions(sessions, Good));
        await chain.AllCharged(sessions, Limit);

        foreach (var worker in chain.All)
        {
            var consumed = await worker.Metric("messaging_masstransit_receive_ea_total");
            Assert.That(consumed, Is.GreaterThan(sessions / 10), worker.LogFile);
        }
    }

    [Test]
    [DependsOnTest(nameof(Two_instances_of_each_worker_share_the_work), AllowFailure = true)]
    public async Task Stopping_one_instance_of_each_loses_and_delays_nothing()
    {
        const int sessions = 5000; // more than what both instances of a worker may hold at once
        await chain.Publish(chain.NewSessions(sessions, Good));
        await Eventually.Becomes(
            () => chain.Progress(), seen => seen.Captured >= sessions / 10, Limit, "a tenth of the sessions captured");

        var stopped = await Task.WhenAll(chain.Rating[0].Stop(), chain.Invoicing[0].Stop(), chain.Payment[0].Stop());

        Assert.That(stopped, Has.All.LessThan(HostLimit), "stopped by itself, not by its host's limit");
        Assert.That((await chain.Progress()).Captured, Is.LessThan(sessions), "stopped in the middle, not at the end");
        await chain.AllCharged(sessions, Limit);
        await chain.QueuesAreEmpty();
        Assert.That(await LongestPauseInSeconds(chain), Is.LessThan(Stall), "what one had fetched did not wait for it");
    }

    [Test]
    [DependsOnTest(nameof(Stopping_one_instance_of_each_loses_and_delays_nothing), AllowFailure = true)]
    public async Task One_that_is_told_to_end_stores_what_the_gateway_says_seconds_later()
    {
        await chain.Publish([new SampleSession("slow", "slow", TimeProvider.System.GetUtcNow().UtcDateTime, 600)]);
        await Eventually.Becomes(
            () => chain.Database.Value<long>("select count(*) from payment.attempts where status = 'started'"),
            seen => seen == 1, Limit, "an attempt that the gateway has heard of");

        await Task.WhenAll(chain.Payment.Where(worker => worker.IsRunning).Select(worker => worker.Stop()));

        Assert.That((await chain.Progress()).Captured, Is.EqualTo(1));
        Assert.That(await chain.Broker.Ready("payment-collect-payment"), Is.Zero, "and nothing of it came back");
    }

    private static Task<double> LongestPauseInSeconds(Chain chain) => chain.Database.Value<double>("""
        select max(extract(epoch from pause))::float8
        from (select resolved_at - lag(resolved_at) over (order by resolved_at) as pause from payment.attempts) pauses
        """);
}
