using Charging.TestBed;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Charging.Invoicing.Tests;

/// <summary>What the consumers hear and tell, on a bus in memory and a real database.</summary>
[Category("bed")]
public class ConsumersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private Database database = null!;
    private ServiceProvider services = null!;
    private ITestHarness harness = null!;

    [SetUp]
    public async Task A_worker()
    {
        database = await Database.Create(typeof(Invoices).Assembly);
        services = new ServiceCollection()
            .AddLogging().AddMetrics()
            .AddSingleton(database.Source).AddSingleton(TimeProvider.System).AddSingleton(Sample.Rates)
            .AddRounds()
            .AddSingleton<Sellers>().AddSingleton<Invoices>().AddSingleton<Refunds>().AddSingleton<Customers>()
            .AddSingleton<InvoicingMetrics>().AddGathering().AddExchanging()
            .AddMassTransitTestHarness(bus =>
            {
                bus.AddConsumer<CreateInvoiceConsumer>();
                bus.AddConsumer<SettleInvoiceConsumer>();
                bus.AddConsumer<KeepCustomerConsumer>();
            })
            .BuildServiceProvider(validateScopes: true);
        await services.GetRequiredService<Sellers>().Apply([Sample.Seller], default);
        harness = services.GetRequiredService<ITestHarness>();
        harness.TestTimeout = Limit;
        await harness.Start();
    }

    [TearDown]
    public async Task Stopped()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task A_rated_session_is_invoiced_once_and_a_repeat_is_told_the_same()
    {
        await Told(Customer(Sample.Customer()));
        await Told(Usage(new Money(250, "EUR")));
        await Told(Usage(new Money(250, "EUR")));
        await Eventually.Holds(() => Task.FromResult(Announced().Count == 2), Limit, "two messages");

        Assert.That(Announced().Select(x => x.Number), Has.All.Matches("^CZ-20\\d\\d-000001$"));
        Assert.That(Announced()[0].CreatedAt, Is.EqualTo(Announced()[1].CreatedAt));
        Assert.That(await database.Value<int>("select count(*) from invoicing.invoices"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_customer_whose_seller_is_not_applied_is_an_error_that_says_what_to_do()
    {
        await Told(Customer(Sample.Customer(series: "AT")));
        await Told(Usage(new Money(250, "EUR")));

        var refused = await harness.Consumed.SelectAsync<UsageRated>().First();
        Assert.That(refused.Exception?.Message,
            Does.Contain("No seller 'AT'").And.Contain("'sellers apply FILE'").And.Contain("ends in _error"));
        Assert.That(await database.Value<int>("select count(*) from invoicing.invoices"), Is.Zero);
    }

    [Test]
    public async Task A_free_session_makes_no_invoice_and_needs_no_customer()
    {
        await Told(Usage(new Money(0, "EUR")));

        Assert.That(await harness.Consumed.Any<UsageRated>(x => x.Exception is null));
        Assert.That(await database.Value<int>("select count(*) from invoicing.invoices"), Is.Zero);
    }

    [Test]
    public async Task A_small_charge_gathers_and_is_told_to_nobody_until_its_invoice_is_issued()
    {
        await Told(Customer(Sample.Customer()));
        await Told(Usage(new Money(49, "EUR")));
        var open = services.GetRequiredService<OpenInvoices>();

        var gathering = (await open.List("acme", default)).Single();
        Assert.That((gathering.ChargeMinor, gathering.Usages, Announced().Count), Is.EqualTo((49, 1, 0)));

        await open.SetDue("acme", null, gathering.OpenedAt, default);
        await open.Issue(gathering, Sample.Customer(), Sample.Seller, null, default);
        await Told(Usage(new Money(49, "EUR")));
        await Eventually.Holds(() => Task.FromResult(Announced().Count == 1), Limit, "a repeat told the invoice");
    }

    [Test]
    public async Task A_small_charge_in_another_currency_than_the_customers_is_refused_before_it_gathers()
    {
        await Told(Customer(Sample.Customer("CZK")));
        await Told(Usage(new Money(49, "EUR")));

        var refused = await harness.Consumed.SelectAsync<UsageRated>().First();
        Assert.That(refused.Exception?.Message, Does.Contain("but the customer is billed in CZK"));
        Assert.That(await database.Value<int>("select count(*) from invoicing.gathered"), Is.Zero);
    }

    [Test]
    public async Task A_payment_settles_the_invoice()
    {
        await Told(Customer(Sample.Customer()));
        await Told(Usage(new Money(250, "EUR")));
        await Eventually.Holds(() => Task.FromResult(Announced().Count == 1), Limit, "the invoice");
        await Told(Sample.Payment(Announced()[0]));

        Assert.That(await database.Value<string>("select status from invoicing.invoices"), Is.EqualTo("paid"));
    }

    [Test]
    public async Task A_customer_that_cannot_be_invoiced_is_refused()
    {
        await Told(Customer(Sample.Customer() with { InvoiceSeries = "" }));

        var refused = await harness.Consumed.SelectAsync<CustomerChanged>().First();
        Assert.That(refused.Exception?.Message,
            Does.Contain("cannot be kept: billing.invoiceSeries: the invoice series is empty"));
        Assert.That(await database.Value<int>("select count(*) from invoicing.customers"), Is.Zero);
    }

    private async Task Told<T>(T message) where T : class
    {
        var before = harness.Consumed.Select<T>().Count();
        await harness.Bus.Publish(message);
        await Eventually.Holds(
            () => Task.FromResult(harness.Consumed.Select<T>().Count() > before), Limit, $"{typeof(T).Name} consumed");
    }

    private List<InvoiceCreated> Announced() =>
        [.. harness.Published.Select<InvoiceCreated>().Select(x => x.Context.Message)];

    private static UsageRated Usage(Money charge) =>
        Sample.Usage(charge, Sample.Line(5, "min", charge.ToDecimal() / 5));

    private static CustomerChanged Customer(BillingProfile billing) => new()
    {
        CustomerId = "acme",
        Version = 1,
        Plans = [],
        Billing = billing,
        Contact = new() { Email = "billing@acme.example", Language = "en" },
        PaymentMethods = [],
    };
}
