using Charging.Invoicing.Tests.Exchanging;
using Charging.TestBed;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Invoicing.Tests.Awaiting;

/// <summary>A seller whose tax is owed in CZK, on a bus in memory and a real database; it is Monday.</summary>
[Category("bed")]
public class WaitingUsagesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider clock = new(Bulletin.Now);
    private readonly StringWriter output = new();
    private readonly StringWriter complaints = new();

    private Database database = null!;
    private ServiceProvider services = null!;
    private ITestHarness harness = null!;
    private string folder = null!;

    [SetUp]
    public async Task A_worker()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        database = await Database.Create(typeof(Invoices).Assembly);
        services = new ServiceCollection()
            .AddLogging().AddMetrics().AddRounds()
            .AddSingleton(database.Source).AddSingleton<TimeProvider>(clock).AddSingleton(Sample.Rates)
            .AddSingleton<Sellers>().AddSingleton<Invoices>().AddSingleton<Customers>().AddSingleton<InvoicingMetrics>()
            .AddGathering().AddExchanging().AddSingleton<IssueWaitingUsages>().AddSingleton<IssueOpenInvoices>()
            .AddMassTransitTestHarness(bus => bus.AddConsumer<CreateInvoiceConsumer>())
            .BuildServiceProvider(validateScopes: true);
        await Apply(Sample.Seller with { TaxCurrency = "CZK", ExchangeRates = RateSource.Cnb });
        await services.GetRequiredService<Customers>().Keep(
            new()
            {
                CustomerId = "acme",
                Version = 1,
                Plans = [],
                Billing = Sample.Customer(),
                Contact = new() { Email = "billing@acme.example", Language = "en" },
                PaymentMethods = [],
            },
            Bulletin.Now, default);
        harness = services.GetRequiredService<ITestHarness>();
        harness.TestTimeout = Limit;
        await harness.Start();
    }

    [TearDown]
    public async Task Stopped()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_session_waits_for_its_rate_and_is_invoiced_once_it_is_there()
    {
        await Told(Usage("one"));
        await Told(Usage("one"));
        await Eventually.Becomes(Waiting, sessions => sessions == 1, Limit, "a session that waits");
        Assert.That(await database.Value<string>("select awaits from invoicing.awaiting_rate"),
            Is.EqualTo("seller CZ: EUR in CZK by cnb for 2026-11-27"));
        await Running(services.GetRequiredService<IssueWaitingUsages>(), async () =>
        {
            await Passes();
            Assert.That((Announced().Count, await Waiting()), Is.EqualTo((0, 1)), "nothing is guessed");

            await Import(Bulletin.Friday);
            await Eventually.Holds(async () => await Passes() && await Waiting() == 0, Limit, "that it goes on");
        });

        var tax = Announced().Single().AccountedTax!;
        Assert.That((tax.Tax, tax.RateDay, $"{tax.Rate}"),
            Is.EqualTo((new Money(12_88, "CZK"), new DateOnly(2026, 11, 27), "24.31")));
        await Told(Usage("one"));
        await Eventually.Holds(() => Task.FromResult(Announced().Count == 2), Limit, "a repeat");
        Assert.That(await database.Value<int>("select count(*) from invoicing.invoices"), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_stops_to_name_a_tax_currency_waits_no_more()
    {
        await Told(Usage("one"));
        await Eventually.Becomes(Waiting, sessions => sessions == 1, Limit, "a session that waits");
        await Apply(Sample.Seller);

        await Running(services.GetRequiredService<IssueWaitingUsages>(), () => Eventually.Holds(
            async () => await Passes() && await Waiting() == 0, Limit, "that it goes on"));

        Assert.That(Announced().Single().AccountedTax, Is.Null);
    }

    [Test]
    public async Task Whose_customer_is_billed_by_another_seller_now_waits_no_more()
    {
        await Told(Usage("one"));
        await Eventually.Becomes(Waiting, sessions => sessions == 1, Limit, "a session that waits");
        await Apply(Sample.Seller with { Code = "AT" });
        await services.GetRequiredService<Customers>().Keep(
            new()
            {
                CustomerId = "acme",
                Version = 2,
                Plans = [],
                Billing = Sample.Customer() with { InvoiceSeries = "AT" },
                Contact = new() { Email = "billing@acme.example", Language = "en" },
                PaymentMethods = [],
            },
            Bulletin.Now, default);

        await Running(services.GetRequiredService<IssueWaitingUsages>(), () => Eventually.Holds(
            async () => await Passes() && await Waiting() == 0, Limit, "that it goes on"));

        Assert.That(Announced().Single().AccountedTax, Is.Null);
    }

    [Test]
    public async Task A_repeat_of_what_was_invoiced_before_is_told_and_does_not_wait()
    {
        await Apply(Sample.Seller);
        await Told(Usage("one"));
        await Eventually.Holds(() => Task.FromResult(Announced().Count == 1), Limit, "the invoice");
        await Apply(Sample.Seller with { TaxCurrency = "CZK", ExchangeRates = RateSource.Cnb });

        await Told(Usage("one"));
        await Eventually.Holds(() => Task.FromResult(Announced().Count == 2), Limit, "the same again");

        Assert.That(await Waiting(), Is.Zero);
    }

    [Test]
    public async Task An_open_invoice_that_is_due_waits_and_a_rate_has_it_issued_at_once()
    {
        await Told(Small("one"));
        await Told(Small("two"));
        var open = services.GetRequiredService<OpenInvoices>();
        await Eventually.Holds(
            async () => (await open.List("acme", default)) is [{ Usages: 2 }], Limit, "two that gather");
        await open.SetDue("acme", null, Bulletin.Now, default);

        await Running(services.GetRequiredService<IssueOpenInvoices>(), async () =>
        {
            await Eventually.Becomes(
                () => database.Value<string>("select coalesce(awaits, '') from invoicing.unbilled_totals"),
                awaits => awaits == "seller CZ: EUR in CZK by cnb for 2026-11-27", Limit, "that it waits");
            Assert.That(await services.GetRequiredService<WaitingUsages>().Count(default), Is.EqualTo(
                new Dictionary<string, double> { ["EUR"] = 2 }));

            await Import(Bulletin.Friday);
            await Eventually.Holds(
                async () => await Passes() && (await open.List("acme", default)).Count == 0, Limit, "that it goes on");
            await Eventually.Holds(async () => await Passes() && Announced().Count == 1, Limit, "that it is told");
        });

        Assert.That(Announced().Single().AccountedTax!.RateDay, Is.EqualTo(new DateOnly(2026, 11, 27)));
    }

    [Test]
    public async Task An_import_is_kept_once_and_what_is_wrong_changes_nothing()
    {
        Assert.That(await Import(Bulletin.Thursday), Is.Zero, $"{complaints}");
        Assert.That($"{output}", Does.Contain("rates.txt: 5 rate(s) of cnb kept, 0 known already."));
        Assert.That(await Import(Bulletin.Thursday), Is.Zero);
        Assert.That($"{output}", Does.Contain("rates.txt: 0 rate(s) of cnb kept, 5 known already."));

        Assert.That(await Import(Bulletin.Friday.Replace("24.310", "0")), Is.EqualTo(1));
        Assert.That(await Import(Bulletin.Thursday.Replace("24,235", "24,236")), Is.EqualTo(1));
        Assert.That(await Import(Bulletin.Friday.Replace("USA|dollar|1|USD|20.990\n", "")), Is.EqualTo(1));
        Assert.That($"{complaints}", Does.Contain("Nothing was imported.").And.Contain("it may be cut off"));
        Assert.That(await database.Value<int>("select count(*) from invoicing.exchange_rates"), Is.EqualTo(5));
    }

    [Test]
    public async Task What_jumps_is_set_aside_until_it_is_confirmed()
    {
        var seller = Sample.Seller with { TaxCurrency = "CZK", ExchangeRates = RateSource.Cnb };
        await Import(Bulletin.Thursday);
        var jump = Bulletin.Friday.Replace("24.310", "31.000");

        Assert.That(await Import(jump), Is.EqualTo(1));
        Assert.That($"{complaints}", Does.Contain("1 rate(s) are set aside").And.Contain("with --confirm"));
        Assert.That(await RateOf("EUR"), Is.Null);
        Assert.That(await RateOf("JPY"), Is.EqualTo(new Rational(14487, 100_000)));

        Assert.That(await Import(jump, isConfirmed: true), Is.Zero);
        Assert.That(await RateOf("EUR"), Is.EqualTo((Rational)31));

        async Task<Rational?> RateOf(string currency)
        {
            var exchange = await services.GetRequiredService<ExchangeRates>().Between(seller, currency, default);
            return exchange!.On(new(2026, 11, 28))?.Rate;
        }
    }

    private async Task<int> Import(string text, bool isConfirmed = false)
    {
        var file = new FileInfo(Path.Combine(folder, "rates.txt"));
        await File.WriteAllTextAsync(file.FullName, text);
        return await RatesCommand.Import(services, file, isConfirmed, output, complaints, default);
    }

    private async Task Apply(Seller seller) =>
        await services.GetRequiredService<Sellers>().Apply([seller], default);

    private Task<int> Waiting() => database.Value<int>("select count(*)::int from invoicing.waiting_usages");

    private static async Task Running(IHostedService rounds, Func<Task> act)
    {
        await rounds.StartAsync(default);
        await act();
        await rounds.StopAsync(default);
    }

    /// <summary>A second, after which rounds are due.</summary>
    private Task<bool> Passes()
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(true);
    }

    private Task Told<T>(T message) where T : class => harness.Bus.Publish(message);

    private List<InvoiceCreated> Announced() =>
        [.. harness.Published.Select<InvoiceCreated>().Select(x => x.Context.Message)];

    private static UsageRated Usage(string session) =>
        Sample.Usage(session, new Money(2_53, "EUR"), Sample.Line(1, "session", 2.53m)) with
        {
            EndedOn = new(2026, 11, 27),
        };

    private static UsageRated Small(string session) => Sample.Small(session, 49) with { EndedOn = new(2026, 11, 27) };
}
