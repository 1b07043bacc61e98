using Charging.TestBed;
using Microsoft.Extensions.Logging.Abstractions;

namespace Charging.Payments.Tests.Customers;

[Category("bed")]
public class CustomersTests : OnDatabase
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_customer_reads_as_kept()
    {
        var customers = Customers();
        var acme = Sample.Customer("acme", "tok_a", "tok_b");

        Assert.That(await customers.Find("acme", default), Is.Null);
        await customers.Keep(acme, default);

        var read = await customers.Find("acme", default);
        Assert.That(read!.Contact, Is.EqualTo(acme.Contact));
        Assert.That(read.Methods, Is.EqualTo(acme.Methods));
    }

    [Test]
    public async Task An_older_version_changes_nothing()
    {
        var customers = Customers();
        await customers.Keep(Sample.Customer("acme", "tok_new") with { Version = 2 }, default);

        await customers.Keep(Sample.Customer("acme", "tok_old") with { Version = 1 }, default);

        Assert.That((await customers.Find("acme", default))!.Methods[0].Token, Is.EqualTo("tok_new"));
    }

    [Test]
    public async Task What_was_frozen_before_versions_had_a_bound_is_replaced()
    {
        var customers = Customers();
        await customers.Keep(Sample.Customer("acme", "tok_frozen") with { Version = long.MaxValue }, default);

        await customers.Keep(Sample.Customer("acme", "tok_new") with { Version = 2 }, default);

        Assert.That((await customers.Find("acme", default))!.Methods[0].Token, Is.EqualTo("tok_new"));
    }

    [Test]
    public async Task While_it_listens_memory_answers_and_every_instance_hears_of_a_change()
    {
        var (one, other) = (Customers(), Customers());
        await one.Keep(Sample.Customer("acme", "tok_old"), default);
        using var hearing = Listener(other);
        await hearing.StartAsync(default);
        await Remembers(other);

        await one.Keep(Sample.Customer("acme", "tok_new") with { Version = 1_000 }, default);

        await Eventually.Becomes(
            async () => (await other.Find("acme", default))!.Methods[0].Token, token => token == "tok_new", Soon,
            "the other instance knows the new card");
        await hearing.StopAsync(default);
    }

    [Test]
    public async Task A_connection_that_is_lost_is_made_anew_and_memory_not_trusted_meanwhile()
    {
        var customers = Customers();
        await customers.Keep(Sample.Customer("acme", "tok_old"), default);
        using var hearing = Listener(customers);
        await hearing.StartAsync(default);
        await Remembers(customers);

        await database.Execute("""
            select pg_terminate_backend(pid)
            from   pg_stat_activity
            where  query like 'listen %' and datname = current_database()
            """);
        await Eventually.Becomes(() => Knows(customers), known => !known, Soon, "memory is not trusted");

        await Remembers(customers);
        await hearing.StopAsync(default);
    }

    /// <summary>Whether memory answers: a change behind the listener's back is not seen.</summary>
    private async Task<bool> Knows(Charging.Payments.Customers.Customers customers)
    {
        var before = (await customers.Find("acme", default))!.Version;
        await database.Execute("update payment.customers set version = version + 1");
        return (await customers.Find("acme", default))!.Version == before;
    }

    private Task<bool> Remembers(Charging.Payments.Customers.Customers customers) =>
        Eventually.Becomes(() => Knows(customers), known => known, Soon, "memory answers");

    private Listener Listener(Charging.Payments.Customers.Customers customers) => new(
        database.Source, TimeProvider.System, Unhindered.Outages, NullLogger<Listener>.Instance, [customers.Heard]);

    private Charging.Payments.Customers.Customers Customers() => new(database.Source, TimeProvider.System);
}
