using Charging.TestBed;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Invoicing.Tests;

[Category("bed")]
public class CustomersTests
{
    private static readonly TimeSpan Limit = ListeningWorker.Limit;

    private readonly FakeTimeProvider clock = new();
    private Database database = null!;
    private Customers customers = null!;
    private ListeningWorker worker = null!;

    [SetUp]
    public async Task A_worker_that_listens()
    {
        database = await Database.Create(typeof(Customers).Assembly);
        customers = new Customers(database.Source, clock);
        worker = await ListeningWorker.Start(database, clock, customers.Heard, "invoicing_customers");
    }

    [TearDown]
    public async Task Stopped()
    {
        await worker.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task The_newest_version_counts_in_whatever_order_they_come()
    {
        await Keep(Changed(2, "Two"));
        await Keep(Changed(1, "One"));

        Assert.That(await NameOf("acme"), Is.EqualTo("Two"));
    }

    [Test]
    public async Task What_was_frozen_before_versions_had_a_bound_is_replaced()
    {
        await Keep(Changed(long.MaxValue, "Frozen"));
        await Keep(Changed(2, "Two"));

        Assert.That(await NameOf("acme"), Is.EqualTo("Two"));
    }

    [Test]
    public async Task A_change_told_by_another_instance_is_seen()
    {
        await Keep(Changed(1, "One"));
        Assert.That(await NameOf("acme"), Is.EqualTo("One"));

        var another = new Customers(database.Source, clock);
        await another.Keep(Changed(2, "Two"), Sample.CreatedAt, default);

        await Eventually.Becomes(() => NameOf("acme"), name => name == "Two", Limit, "the new name");
    }

    [Test]
    public async Task A_customer_that_comes_a_little_late_is_waited_for()
    {
        var finding = NameOf("acme");
        Assert.That(finding.IsCompleted, Is.False);

        await Keep(Changed(1, "One"));

        Assert.That(await finding.WaitAsync(Limit), Is.EqualTo("One"));
    }

    [Test]
    public async Task A_customer_that_never_comes_is_an_error_that_says_what_to_do()
    {
        var finding = NameOf("nobody");

        await worker.LosesPatience(finding);

        Assert.That(async () => await finding, Throws.InvalidOperationException
            .With.Message.Contains("No customer 'nobody'").And.Message.Contains("publish its CustomerChanged"));
    }

    [Test]
    public async Task A_change_while_nobody_listened_is_seen()
    {
        await Keep(Changed(1, "One"));
        Assert.That(await NameOf("acme"), Is.EqualTo("One"));

        await worker.CutOff();
        await database.Execute(
            """update invoicing.customers set version = 2, billing = jsonb_set(billing, '{party,name}', '"Two"')""");

        await Eventually.Becomes(() => NameOf("acme"), name => name == "Two", Limit, "the name that nobody told");
        await worker.IsListening();
    }

    private Task Keep(CustomerChanged customer) => customers.Keep(customer, Sample.CreatedAt, default);

    private async Task<string> NameOf(string customerId) => (await customers.Find(customerId, default)).Party.Name;

    private static CustomerChanged Changed(long version, string name)
    {
        var billing = Sample.Customer();
        return new()
        {
            CustomerId = "acme",
            Version = version,
            Plans = [],
            Billing = billing with { Party = billing.Party with { Name = name } },
            Contact = new() { Email = "billing@acme.example", Language = "en" },
            PaymentMethods = [],
        };
    }
}
