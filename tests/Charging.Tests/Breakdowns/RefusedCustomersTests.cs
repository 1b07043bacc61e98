using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>What strangers get wrong is theirs: it stops no queue for those who get it right.</summary>
[Category("bed")]
public class RefusedCustomersTests
{
    private const int Each = 600;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Start();

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task Six_hundred_refused_customers_with_bad_addresses_delay_no_good_one()
    {
        await using var crm = await Stranger.Connect(chain, "crm");
        var publishedAt = new Dictionary<string, DateTime>();
        for (var i = 0; i < Each; i++)
        {
            await crm.Say("customer-changed", Stranger.RefusedCustomer($"refused-{i}"),
                ("MT-Fault-Address", $"exchange:amq.never-{i}?type=nonsense"),
                ("MT-Response-Address", "queue:amq.never"));
            var good = new SampleCustomer($"between-{i:d4}", "tok_ok");
            await crm.Say("customer-changed", good.Bytes);
            publishedAt[good.CustomerId] = TimeProvider.System.GetUtcNow().UtcDateTime;
        }

        await Eventually.Becomes(
            () => chain.Database.Value<long>(
                "select count(*) from invoicing.customers where customer_id like 'between-%'"),
            kept => kept == Each, Limit, "good customers kept");
        var kept = await chain.Database.Rows<(string CustomerId, DateTime At)>(
            "select customer_id, changed_at from invoicing.customers where customer_id like 'between-%'");
        Assert.That(kept.Max(one => one.At - publishedAt[one.CustomerId]), Is.LessThan(Longest));
        await Eventually.Becomes(
            async () => (await chain.Broker.Messages()).GetValueOrDefault("invoicing-keep-customer_error"),
            lying => lying == Each, Limit, "refused customers set aside");
        Assert.That(new FileInfo(chain.Invoicing[0].LogFile).Length, Is.LessThan(200_000), "one line, not 600");
    }
}
