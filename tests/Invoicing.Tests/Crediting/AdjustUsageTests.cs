using Charging.Invoicing.Tests.Gathering;
using Charging.TestBed;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Charging.Invoicing.Tests.Crediting;

/// <summary>Adjustments in every order, on a bus in memory and a real database.</summary>
[Category("bed")]
public class AdjustUsageTests
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
            .AddLogging().AddMetrics().AddRounds()
            .AddSingleton(database.Source).AddSingleton<TimeProvider>(new NextDay())
            .AddSingleton(Sample.Rates).AddSingleton<Sellers>().AddSingleton<Invoices>().AddSingleton<Customers>()
            .AddSingleton<InvoicingMetrics>().AddExchanging()
            .AddSingleton<CreditNotes>().AddSingleton<Adjustments>().AddHostedService<TellCredits>()
            .AddMassTransitTestHarness(bus => bus.AddConsumer<AdjustUsageConsumer>())
            .BuildServiceProvider(validateScopes: true);
        harness = services.GetRequiredService<ITestHarness>();
        harness.TestTimeout = Limit;
        await harness.Start();
        foreach (var hosted in services.GetServices<IHostedService>().OfType<TellCredits>())
            await hosted.StartAsync(default);
        await services.GetRequiredService<Sellers>().Apply([Sample.Seller], default);
        await services.GetRequiredService<Customers>().Keep(
            new()
            {
                CustomerId = "acme", Version = 1, Plans = [], Billing = Sample.Customer(),
                Contact = new() { Email = "billing@acme.example", Language = "en" }, PaymentMethods = [],
            },
            Sample.CreatedAt, default);
    }

    [TearDown]
    public async Task Stopped()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task Less_is_given_back_by_a_credit_note_over_exactly_the_difference_and_told_once()
    {
        await Invoiced();
        await Told(CreditSample.Adjustment(253, 212));
        await Told(CreditSample.Adjustment(253, 212));
        await Settled(1);
        await Eventually.Holds(() => Task.FromResult(Credits().Count > 0), Limit, "a credit note told");

        var note = Credits().DistinctBy(x => x.CreditNoteId).Single();
        Assert.That((note.Net, note.Tax, note.InvoiceNumber), Is.EqualTo((Euro(41), Euro(9), "CZ-2026-000001")));
        Assert.That(note.Lines.Select(x => (x.Name, x.Note)), Is.EqualTo(((string, string)[])
            [("price correction, conference", "session: 2.12 EUR instead of 2.53 EUR")]));
        Assert.That((note.Reason, note.AdjustmentId),
            Is.EqualTo(("The peak price was wrong", CreditSample.Adjustment(253, 212).AdjustmentId)));
        Assert.That(await database.Value<int>("select count(*) from invoicing.credit_notes"), Is.EqualTo(1));
    }

    [Test]
    public async Task More_is_asked_for_by_a_further_invoice_and_a_repeat_is_told_the_same()
    {
        await Invoiced();
        await Told(CreditSample.Adjustment(253, 300));
        await Told(CreditSample.Adjustment(253, 300));

        var told = Invoices();
        Assert.That(told.Select(x => (x.Number[^6..], x.Net, x.Total)).Distinct(),
            Is.EqualTo(((string, Money, Money)[])[("000002", Euro(47), Euro(57))]));
        Assert.That(told.Select(x => x.InvoiceId).Distinct().Single(),
            Is.Not.EqualTo(CreditSample.Invoice().InvoiceId));
        Assert.That(told[0].Lines.Single().Note, Is.EqualTo("session: 3.00 EUR instead of 2.53 EUR"));
        Assert.That(await database.Value<int>("select count(*) from invoicing.invoices"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_session_that_was_free_gets_its_first_invoice()
    {
        await Told(CreditSample.Adjustment(0, 300));
        await Told(CreditSample.Adjustment(300, 100, number: 2));
        await Settled(2);

        Assert.That(Invoices().Single().Net, Is.EqualTo(Euro(300)));
        Assert.That(await Credited(), Is.EqualTo(200));
    }

    [Test]
    public async Task A_session_whose_invoice_is_not_there_yet_is_corrected_when_it_is()
    {
        await Told(CreditSample.Adjustment(253, 212));
        Assert.That(await State(1), Is.EqualTo("waiting"));
        Assert.That(await Credited(), Is.Zero);

        await Invoiced();
        await Settled(1);

        Assert.That(await Credited(), Is.EqualTo(41));
    }

    [Test]
    public async Task A_session_that_gathers_is_corrected_on_the_invoice_that_it_comes_to_be_on()
    {
        var instance = new Instance(database, services.GetRequiredService<TimeProvider>());
        await instance.Add(Sample.Small("first", 30));
        await instance.Add(Sample.Small("second", 15));
        await Told(CreditSample.Adjustment(15, 5, sessionId: "second"));
        Assert.That(await State(1), Is.EqualTo("waiting"));

        await instance.Add(Sample.Small("third", 10));
        var invoice = (await instance.IssueDue()).Single();
        await Settled(1);

        Assert.That(
            (await services.GetRequiredService<CreditNotes>().Of(invoice.InvoiceId, default))
                .Select(note => (note.Net, note.SessionId)),
            Is.EqualTo(((Money, string)[])[(Euro(10), "second")]));
    }

    [Test]
    public async Task The_second_before_the_first_comes_to_the_same_in_the_end()
    {
        // The second alone would credit more than was invoiced so far.
        await Invoiced();
        await Told(CreditSample.Adjustment(400, 100, number: 2));
        Assert.That(await State(2), Is.EqualTo("waiting"));
        await Told(CreditSample.Adjustment(253, 400));
        await Settled(2);

        Assert.That(await database.Value<long>("select sum(net_minor) from invoicing.invoices"), Is.EqualTo(400));
        Assert.That(
            await database.Rows<(string, long)>(
                "select i.invoice_number, c.net_minor from invoicing.credit_notes c "
                + "join invoicing.invoices i using (invoice_id) order by c.issued_no"),
            Has.Count.EqualTo(2).And.Some.Matches<(string, long)>(x => x.Item2 == 147)
                .And.Some.Matches<(string, long)>(x => x == ("CZ-2026-000001", 153)));
    }

    [Test]
    public async Task What_is_left_no_more_is_for_a_person()
    {
        var invoice = await Invoiced();
        await services.GetRequiredService<CreditNotes>().IssueOnce(
            new WholeCredit("Sorry"), [invoice.InvoiceId], Sample.CreatedAt, default);
        await Told(CreditSample.Adjustment(253, 212));

        var refused = await harness.Consumed.SelectAsync<UsageAdjusted>().First();
        Assert.That(refused.Exception?.Message, Does.Contain("CZ-2026-000001 with 0.00 EUR left"));
        Assert.That(await State(1), Is.EqualTo("open"));
        Assert.That(await Credited(), Is.EqualTo(253), "Nothing but what the person gave back.");
    }

    [Test]
    public async Task In_whatever_order_and_however_often_they_are_told_every_session_ends_at_its_last_price()
    {
        const int sessions = 25, adjustmentsOfEach = 4;
        var random = new Random(7);
        List<UsageAdjusted> adjustments = [];
        var last = new Dictionary<string, long>();
        foreach (var session in Enumerable.Range(0, sessions).Select(i => $"{i}"))
        {
            var before = 253L;
            for (var number = 1; number <= adjustmentsOfEach; number++)
            {
                var now = (before + random.Next(1, 500)) % 500;
                adjustments.Add(CreditSample.Adjustment(before, now, number, session));
                before = now;
            }

            last.Add(session, before);
        }

        UsageAdjusted[] told = [.. adjustments, .. adjustments.Take(50)];
        random.Shuffle(told);
        var invoiced = last.Keys.Select(session => Invoiced(session));
        await Task.WhenAll([.. told.Select(one => harness.Bus.Publish(one)), .. invoiced]);
        await Settled(adjustments.Count);

        const string prices = """
            select session_id, sum(net_minor)::bigint
            from (select session_id, net_minor from invoicing.invoices
                  union all
                  select document ->> 'sessionId', -net_minor from invoicing.credit_notes) amounts
            group by session_id
            """;
        Assert.That(await database.Rows<(string, long)>(prices), Is.EquivalentTo(last.Select(x => (x.Key, x.Value))));
    }

    private async Task<InvoiceCreated> Invoiced(string sessionId = "session") =>
        (await services.GetRequiredService<Invoices>().AddOnce(Sample.Invoice(sessionId), default)).Document;

    private async Task Told(UsageAdjusted adjustment)
    {
        var before = harness.Consumed.Select<UsageAdjusted>().Count();
        await harness.Bus.Publish(adjustment);
        await Eventually.Holds(
            () => Task.FromResult(harness.Consumed.Select<UsageAdjusted>().Count() > before), Limit, "it consumed");
    }

    private Task<int> Settled(int adjustments) => Eventually.Becomes(
        () => database.Value<int>(
            "select count(*) from invoicing.adjustments where state in ('credited', 'invoiced')"),
        settled => settled == adjustments, Limit, $"{adjustments} adjustments settled");

    private Task<string> State(int number) =>
        database.Value<string>("select state from invoicing.adjustments where number = @number", new { number });

    private Task<long> Credited() =>
        database.Value<long>("select coalesce(sum(net_minor), 0) from invoicing.credit_notes");

    private List<InvoiceCreated> Invoices() =>
        [.. harness.Published.Select<InvoiceCreated>().Select(x => x.Context.Message)];

    private List<CreditNoteIssued> Credits() =>
        [.. harness.Published.Select<CreditNoteIssued>().Select(x => x.Context.Message)];

    private static Money Euro(long minor) => new(minor, "EUR");

    /// <summary>The day after the sample invoices, on which timers run as always.</summary>
    private sealed class NextDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Sample.CreatedAt.AddDays(1));
    }
}
