using BenchmarkDotNet.Attributes;
using Charging.Contracts;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Numbering;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;
using Charging.TestBed;

namespace Charging.Benchmarks;

/// <summary>
/// What storing an invoice under its number takes where each series has as much to do as it can, on a disk that needs
/// so long for a commit. Two stores, as two workers have them. Run by ./charging measure, which gives it a database.
/// </summary>
public class SeriesBenchmarks
{
    private const int CallersPerSeries = 1000;
    private const int InvoicesPerSeries = 10_000;

    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Party Party = new()
    {
        Name = "Sample Telecom s.r.o.",
        Street = "Ústřední 1",
        City = "Praha",
        PostalCode = "110 00",
        Country = "CZ",
    };

    private static readonly TaxDecision Tax = TaxDecision.Given(
        new() { Category = TaxCategory.Standard, RatePercent = 21 });

    private Database database = null!;
    private Invoices[] workers = [];
    private int next;

    [Params(1, 2)]
    public int Series { get; set; }

    [Params(0, 50)]
    public int CommitMilliseconds { get; set; }

    [GlobalSetup]
    public async Task Create()
    {
        database = await Database.Create(typeof(Invoices).Assembly);
        await database.Execute(
            "alter role current_user set commit_siblings = 0; " +
            $"alter role current_user set commit_delay = {CommitMilliseconds * 1000}");
        database.Source.Clear(); // a connection has the settings of its begin
        workers = [new(database.Source), new(database.Source)];
    }

    [GlobalCleanup]
    public async Task Drop()
    {
        await database.Execute(
            "alter role current_user reset commit_siblings; alter role current_user reset commit_delay");
        await database.DisposeAsync();
    }

    /// <summary>The time is one invoice's of each series.</summary>
    [Benchmark(OperationsPerInvoke = InvoicesPerSeries)]
    public Task Add() => Task.WhenAll(
        from series in Enumerable.Range(1, Series)
        from caller in Enumerable.Range(1, CallersPerSeries)
        select AddSome(series, workers[caller % workers.Length]));

    private async Task AddSome(int series, Invoices worker)
    {
        for (var i = 0; i < InvoicesPerSeries / CallersPerSeries; i++)
            await worker.AddOnce(InvoiceOf(series, Interlocked.Increment(ref next)), CancellationToken.None);
    }

    private static Invoice InvoiceOf(int series, int number)
    {
        var key = new SessionKey("bridge-7", $"{number}");
        var seller = new Seller
        {
            Code = $"S{series}",
            Party = Party,
            Currency = "EUR",
            Language = "en",
            TimeZone = "Europe/Prague",
            Series = SeriesPattern.OfInvoices,
            CreditSeries = SeriesPattern.OfCreditNotes,
        };
        var usage = new UsageRated
        {
            UsageId = key.UsageId,
            Source = key.Source,
            SessionId = key.SessionId,
            CustomerId = "acme",
            Service = Service.Conference,
            StartedAt = Noon.AddMinutes(-10),
            EndedAt = Noon,
            EndedOn = DateOnly.FromDateTime(Noon),
            Charge = new Money(60, "EUR"),
            PlanCode = "sample",
            PlanVersion = new DateOnly(2026, 1, 1),
            Lines =
            [
                new() { Description = "conference", Quantity = 10, Unit = "min", UnitPrice = 0.06m, Amount = 0.6m },
            ],
            Attributes = new Dictionary<string, string>(),
            RatedAt = Noon,
        };
        var customer = new BillingProfile
        {
            Party = Party, Language = "en", Currency = "EUR", InvoiceSeries = seller.Code,
        };
        return Invoice.For(usage, customer, seller, Tax, Noon);
    }
}
