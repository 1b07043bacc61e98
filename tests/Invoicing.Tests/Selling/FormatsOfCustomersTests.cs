using Charging.TestBed;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Invoicing.Tests.Selling;

/// <summary>
/// Seller and customer are held against each other when either changes, so that no invoice is issued in a format that
/// cannot say it.
/// </summary>
[Category("bed")]
public class FormatsOfCustomersTests
{
    private readonly FakeTimeProvider clock = new(Sample.CreatedAt);
    private readonly StringWriter complaints = new();
    private Database database = null!;
    private Sellers sellers = null!;
    private Customers customers = null!;

    private static BillingProfile City => Sample.Customer() with
    {
        BuyerReference = "04011000-12345-03",
        Party = Sample.Customer().Party with
        {
            Country = "DE",
            VatId = null,
            Endpoint = new() { Scheme = "0204", Id = "04011000-12345-03" },
        },
    };

    [SetUp]
    public async Task Nobody_known()
    {
        complaints.GetStringBuilder().Clear();
        database = await Database.Create(typeof(Sellers).Assembly);
        (sellers, customers) = (new(database.Source, clock), new(database.Source, clock));
    }

    [TearDown]
    public async Task Removed_again() => await database.DisposeAsync();

    [Test]
    public async Task A_seller_whose_customer_could_not_get_it_is_not_applied()
    {
        await Keep("city", City);
        await Keep("acme", Sample.Customer());
        await Keep("others", Sample.Customer(series: "AT"));

        Assert.That(await Apply("[xrechnung]"), Is.EqualTo(1));
        Assert.That(complaints.ToString(), Does.StartWith("customer 'acme': billing.party.country: XRechnung is for")
            .And.Contain("customer 'acme': billing.buyerReference: missing (BT-10, the Leitweg-ID, BR-DE-15); seller " +
                "CZ chose xrechnung, which needs that: add it, or name other billing.formats.")
            .And.Not.Contain("city").And.Not.Contain("others").And.Contain("Nothing was applied."));
        Assert.That(await sellers.All(default), Is.Empty);
    }

    [Test]
    public async Task A_customer_who_overrules_the_seller_does_not_stand_in_the_way()
    {
        await Keep("acme", Sample.Customer() with { Formats = [DocumentFormat.FacturX] });

        Assert.That(await Apply("[xrechnung]"), Is.Zero, complaints.ToString());
    }

    [Test]
    public async Task A_seller_who_comes_after_a_customer_that_chose_is_held_against_that()
    {
        await Keep("city", City with { Formats = [DocumentFormat.XRechnung] });

        Assert.That(await Apply("[ubl]", iban: ""), Is.EqualTo(1));
        Assert.That(complaints.ToString(), Does.StartWith("customer 'city': seller CZ: iban: missing (BG-17"));
    }

    [Test]
    public async Task Of_many_customers_the_first_are_named_and_the_rest_counted()
    {
        for (var i = 10; i < 24; i++) await Keep($"c{i}", City with { BuyerReference = null, Currency = "JPY" });

        Assert.That(await Apply("[xrechnung]"), Is.EqualTo(1));
        var lines = complaints.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[..20], Has.All.StartsWith("customer 'c"));
        Assert.That(lines[20..], Is.EqualTo((string[])["… and 8 more faults of customers.", "Nothing was applied."]));
    }

    [Test]
    public async Task A_customer_whose_seller_cannot_write_what_he_chose_is_refused_by_the_worker()
    {
        await sellers.Apply([Sample.Seller with { Party = Sample.Seller.Party with { Contact = null } }], default);
        await using var provider = new ServiceCollection().AddSingleton(sellers).AddSingleton(customers)
            .AddSingleton<TimeProvider>(clock).AddLogging(log => log.ClearProviders())
            .AddMassTransitTestHarness(bus => bus.AddConsumer<KeepCustomerConsumer>()).BuildServiceProvider(true);
        var harness = await provider.StartTestHarness();
        harness.TestInactivityTimeout = TimeSpan.FromSeconds(30);

        await harness.Bus.Publish(Changed("city", City with { Formats = [DocumentFormat.XRechnung] }));

        var refused = await harness.Consumed.SelectAsync<CustomerChanged>().FirstOrDefault();
        Assert.That(refused?.Exception?.Message, Does.StartWith("Customer 'city' version 7 cannot be kept: seller CZ: ")
            .And.Contain("party.contact.email: missing (BT-43, BR-DE-7)").And.Contain("publish it again"));
    }

    private async Task<int> Apply(string formats, string iban = "  iban: CZ65 0800 0000 1920 0014 5399\n")
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, $$"""
            - code: CZ
              party:
                { name: Bridge, street: Long 1, city: Praha, postalCode: 11000, country: CZ, vatId: CZ12345679,
                  contact: { name: Desk, phone: "+420222", email: desk@bridge.example },
                  endpoint: { scheme: 9929, id: CZ12345679 } }
              currency: EUR
              language: en
              timeZone: Europe/Prague
              formats: {{formats}}

            """ + iban);
        var applied = await SellersCommand.Apply(
            sellers, customers, new FileInfo(file), TextWriter.Null, complaints, default);
        File.Delete(file);
        return applied;
    }

    private Task Keep(string id, BillingProfile billing) =>
        customers.Keep(Changed(id, billing), Sample.CreatedAt, default);

    private static CustomerChanged Changed(string id, BillingProfile billing) => new()
    {
        CustomerId = id,
        Version = 7,
        Plans = [],
        Billing = billing,
        Contact = new() { Email = "desk@stadt.example", Language = "en" },
        PaymentMethods = [],
    };
}
