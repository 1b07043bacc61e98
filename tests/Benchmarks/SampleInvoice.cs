using Charging.Contracts;

namespace Charging.Benchmarks;

/// <summary>An invoice of so many lines, and how it was paid.</summary>
internal static class SampleInvoice
{
    public static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    public static InvoiceCreated Of(int count)
    {
        InvoiceLine[] lines = [.. Enumerable.Range(1, count).Select(Line)];
        var party = new Party
        {
            Name = "Sample Telecom s.r.o.",
            Street = "Ústřední 1",
            City = "Praha",
            PostalCode = "110 00",
            Country = "CZ",
        };
        var (net, tax) = (new Money(248 * lines.Length, "EUR"), new Money(52 * lines.Length, "EUR"));
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

    public static PaymentCaptured PaymentOf(InvoiceCreated invoice) => new()
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
}
