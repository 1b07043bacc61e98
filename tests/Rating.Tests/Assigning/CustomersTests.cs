using Charging.TestBed;
using Microsoft.Extensions.Logging.Abstractions;
using static Charging.Rating.Tests.RatingDatabase;

namespace Charging.Rating.Tests;

/// <summary>Customers and plans: what is kept, and how it comes into the memory of every worker.</summary>
[Category("bed")]
public class CustomersTests() : OnDatabase("rating.customers, rating.price_plans, rating.usages")
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private Customers customers;
    private PricePlans plans;

    [SetUp]
    public void Begin()
    {
        customers = new Customers(Database.Source, TimeProvider.System);
        plans = new PricePlans(Database.Source, TimeProvider.System);
    }

    [TestCase(1, 2, "b")]
    [TestCase(2, 1, "a")]
    [TestCase(2, 2, "a")]
    [TestCase(long.MaxValue, 2, "b", Description = "kept before versions had a bound")]
    public async Task The_newer_version_of_a_customer_stays(long first, long second, string plan)
    {
        await customers.Keep(CustomerOf("acme", first, "a"), default);
        await customers.Keep(CustomerOf("acme", second, "b"), default);

        Assert.That((await ReadAnew("acme"))?.Plans.Single().PlanCode, Is.EqualTo(plan));
        Assert.That((await customers.FindAnew("acme", default))?.Plans.Single().PlanCode, Is.EqualTo(plan));
    }

    [Test]
    public async Task Versions_that_come_together_leave_the_newest()
    {
        await Task.WhenAll(Enumerable.Range(1, 300).OrderBy(version => version * 7919 % 300)
            .Select(version => customers.Keep(CustomerOf("acme", version, $"plan-{version}"), default)));

        Assert.That((await ReadAnew("acme"))?.Version, Is.EqualTo(300));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void A_customer_without_an_id_is_refused(string customerId) =>
        Assert.That(() => Customer.Of(Changed(customerId)), Throws.TypeOf<FormatException>());

    [Test]
    public void A_customer_with_an_endless_id_is_refused() =>
        Assert.That(() => Customer.Of(Changed(new string('x', 201))), Throws.TypeOf<FormatException>());

    [Test]
    public async Task A_session_is_not_set_aside_before_the_database_was_asked()
    {
        await new Customers(Database.Source, TimeProvider.System).Keep(CustomerOf("acme", 1, "a"), default);
        await new PricePlans(Database.Source, TimeProvider.System).Apply([PlanFileOf("a")], default);

        var answer = await new Tariffs(customers, plans).PriceOf(Sample.Session, Sample.Start, default);

        Assert.That(answer, Is.TypeOf<Quote>());
    }

    [Test]
    public async Task Who_is_not_in_the_database_either_is_unknown()
    {
        var answer = await new Tariffs(customers, plans).PriceOf(Sample.Session, Sample.Start, default);

        Assert.That((answer as Rejection)?.Code, Is.EqualTo(QuarantineCode.UnknownCustomer));
    }

    [Test]
    public async Task Changes_by_another_worker_are_heard()
    {
        var other = (Customers: new Customers(Database.Source, TimeProvider.System),
            Plans: new PricePlans(Database.Source, TimeProvider.System));
        await other.Customers.Keep(CustomerOf("before", 1, "a"), default);
        using var follow = Listening();
        await follow.StartAsync(default);
        await Eventually.Holds(() => Remembers("before"), Soon, "memory answers");

        await other.Customers.Keep(CustomerOf("before", 2, "b"), default);
        await other.Plans.Apply([PlanFileOf("b")], default);

        await Eventually.Holds(async () => (await Find("before"))?.Version == 2, Soon, "the changed customer");
        Assert.That(await new Tariffs(customers, plans).PriceOf(
            Sample.Session with { CustomerId = "before" }, Sample.Start, default), Is.TypeOf<Quote>(), "the new plan");
        await follow.StopAsync(default);
    }

    [Test]
    public async Task What_changed_while_nobody_listened_is_read_when_the_connection_is_back()
    {
        var other = new Customers(Database.Source, TimeProvider.System);
        using var follow = Listening();
        await follow.StartAsync(default);
        await other.Keep(CustomerOf("first", 1, "a"), default);
        await Eventually.Holds(() => Remembers("first"), Soon, "the first customer");

        await Database.Execute("""
            select pg_terminate_backend(pid)
            from   pg_stat_activity
            where  query like 'listen %' and pid <> pg_backend_pid()
            """);
        await other.Keep(CustomerOf("first", 2, "b"), default);

        await Eventually.Holds(async () => (await Find("first"))?.Version == 2, Soon, "the second version");
        await Eventually.Holds(() => Remembers("first"), Soon, "memory answers again");
        await follow.StopAsync(default);
    }

    /// <summary>As a session finds the customer: in memory, or else in the table.</summary>
    private async Task<Customer?> Find(string customerId) =>
        customers.Remembered(customerId) ?? await customers.FindAnew(customerId, default);

    private async Task<bool> Remembers(string customerId)
    {
        await customers.FindAnew(customerId, default);
        return customers.Remembered(customerId) is not null;
    }

    private Listener Listening() => new(
        Database.Source, TimeProvider.System, Unhindered.Outages, NullLogger<Listener>.Instance,
        [customers.Heard, plans.Heard]);

    private async Task<Customer?> ReadAnew(string customerId) =>
        await new Customers(Database.Source, TimeProvider.System).FindAnew(customerId, default);

    private static CustomerChanged Changed(string customerId) => new()
    {
        CustomerId = customerId,
        Version = 1,
        Plans = [],
        Billing = null!,
        Contact = null!,
        PaymentMethods = [],
    };
}
