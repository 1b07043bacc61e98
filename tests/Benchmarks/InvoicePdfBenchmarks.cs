using BenchmarkDotNet.Attributes;
using Charging.Contracts;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Microsoft.Extensions.Options;

namespace Charging.Benchmarks;

/// <summary>What the PDF of a paid invoice takes; its size is printed once beside the times.</summary>
[MemoryDiagnoser]
public class InvoicePdfBenchmarks
{
    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly DocumentPdf pdf = new(new DocumentFonts(Options.Create(new FontOptions())));
    private InvoiceCreated invoice = null!;
    private PaymentCaptured paid = null!;

    [Params(1, 4, 200)]
    public int Lines { get; set; }

    [GlobalSetup]
    public void Make()
    {
        invoice = Invoice([.. Enumerable.Range(1, Lines).Select(Line)]);
        paid = new PaymentCaptured
        {
            InvoiceId = invoice.InvoiceId,
            InvoiceNumber = invoice.Number,
            Source = invoice.Source,
            SessionId = invoice.SessionId,
            CustomerId = invoice.CustomerId,
            Amount = invoice.Total,
            MethodKind = PaymentMethodKind.Card,
            MethodBrand = "visa",
            LastFour = "4242",
            GatewayReference = "pi_1",
            AttemptNo = 1,
            CapturedAt = Noon,
        };
        Console.WriteLine($"{Lines} line(s): {Write().Length} bytes");
    }

    [Benchmark]
    public byte[] Write() => pdf.Write(invoice, new PaymentStatus.Paid(paid), Language.In("en").Document);

    private static InvoiceLine Line(int id) => new()
    {
        Id = id,
        Name = "Conference, 2 participants",
        Note = "41 min 19 s at 0.06 EUR/min = 2.479 EUR",
        Quantity = 41.316667m,
        UnitCode = "MIN",
        UnitPrice = 0.06m,
        Net = new Money(248, "EUR"),
        TaxCategory = TaxCategory.Standard,
        TaxRatePercent = 21,
    };

    private static InvoiceCreated Invoice(IReadOnlyList<InvoiceLine> lines)
    {
        var party = new Party
        {
            Name = "Sample Telecom s.r.o.",
            Street = "Ústřední 1",
            City = "Praha",
            PostalCode = "110 00",
            Country = "CZ",
        };
        var (net, tax) = (new Money(248 * lines.Count, "EUR"), new Money(52 * lines.Count, "EUR"));
        return new InvoiceCreated
        {
            InvoiceId = new SessionKey("bridge-7", "1").InvoiceId,
            Number = "CZ-2026-000001",
            Series = "CZ-2026",
            IssueDate = DateOnly.FromDateTime(Noon),
            DeliveryDate = DateOnly.FromDateTime(Noon),
            UsageId = new SessionKey("bridge-7", "1").UsageId,
            Source = "bridge-7",
            SessionId = "1",
            CustomerId = "acme",
            Service = Service.Conference,
            Language = "en",
            Seller = party,
            Buyer = party with { Name = "Acme Consulting" },
            Lines = lines,
            TaxSubtotals =
                [new TaxSubtotal { Category = TaxCategory.Standard, RatePercent = 21, Base = net, Tax = tax }],
            Net = net,
            Tax = tax,
            Total = net + tax,
            Attributes = new Dictionary<string, string>(),
            CreatedAt = Noon,
        };
    }
}
