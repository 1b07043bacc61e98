using Charging.Documents.Pdf;
using UglyToad.PdfPig;

namespace Charging.Documents.Tests;

/// <summary>An invoice, its payment and a credit note of it, printed and read back.</summary>
internal static class Sample
{
    public static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private static readonly SessionKey Key = new("bridge-1.example", "session-1");

    private static readonly Party Seller = new()
    {
        Name = "Telefonie & spol.",
        Street = "Dlouhá 1",
        City = "Praha",
        PostalCode = "11000",
        Country = "CZ",
        VatId = "CZ12345679",
    };

    private static readonly Party Buyer = Seller with { Name = "Acme <Consulting>", City = "Brno", VatId = null };

    public static InvoiceCreated Invoice(long net = 123400, long tax = 25914, string currency = "EUR") => new()
    {
        InvoiceId = Key.InvoiceId,
        Number = "CZ-2026-000001",
        Series = "CZ-2026",
        IssueDate = DateOnly.FromDateTime(Noon),
        DeliveryDate = DateOnly.FromDateTime(Noon),
        UsageId = Key.UsageId,
        Source = Key.Source,
        SessionId = Key.SessionId,
        CustomerId = "acme",
        Service = Service.Conference,
        Language = "en",
        Seller = Seller,
        Buyer = Buyer,
        Lines = [Line(1, new Money(net, currency))],
        TaxSubtotals = [Subtotal(new Money(net, currency), new Money(tax, currency))],
        Net = new Money(net, currency),
        Tax = new Money(tax, currency),
        Total = new Money(net + tax, currency),
        Attributes = new Dictionary<string, string>(),
        CreatedAt = Noon,
    };

    /// <summary>Of 259.14 EUR, at 24.235 CZK.</summary>
    public static AccountedTax Accounted(Rational? rate = null) => new()
    {
        Tax = new Money(628026, "CZK"),
        Rate = rate ?? 24.235m,
        RateDay = new DateOnly(2026, 11, 19),
        Source = RateSource.Cnb,
    };

    public static PaymentStatus.Paid Paid(InvoiceCreated invoice) => new(new PaymentCaptured
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
        GatewayReference = "pay_1",
        AttemptNo = 1,
        CapturedAt = Noon,
    });

    /// <summary>Over so much of the invoice's only line, issued on the next day.</summary>
    public static CreditNoteIssued CreditNote(
        InvoiceCreated invoice, long net = 1000, long tax = 210, long rounding = 0, int number = 1)
    {
        var currency = invoice.Net.Currency;
        return new CreditNoteIssued
        {
            CreditNoteId = NameBasedId.Of(invoice.InvoiceId, $"{number}"),
            Number = $"CZ-2026-C{number:000000}",
            Series = "CZ-2026-C",
            IssueDate = DateOnly.FromDateTime(Noon.AddDays(1)),
            InvoiceId = invoice.InvoiceId,
            InvoiceNumber = invoice.Number,
            InvoiceIssueDate = invoice.IssueDate,
            Source = invoice.Source,
            SessionId = invoice.SessionId,
            CustomerId = invoice.CustomerId,
            Service = invoice.Service,
            Language = invoice.Language,
            Seller = invoice.Seller,
            Buyer = invoice.Buyer,
            Lines = [Line(1, new Money(net, currency)) with { Quantity = 1, UnitCode = "C62" }],
            TaxSubtotals = [Subtotal(new Money(net, currency), new Money(tax, currency))],
            Net = new Money(net, currency),
            Tax = new Money(tax, currency),
            Total = new Money(net + tax, currency),
            Rounding = new Money(rounding, currency),
            Payable = new Money(net + tax + rounding, currency),
            Reason = "The line broke off twice",
            CreatedAt = Noon.AddDays(1),
        };
    }

    public static IReadOnlyList<InvoiceLine> Lines(int count) =>
        [.. Enumerable.Range(1, count).Select(i => Line(i, new Money(617, "EUR")) with { Name = $"Call {i:000}." })];

    /// <summary>The text of each page, as a reader selects it.</summary>
    public static IReadOnlyList<string> PagesOf(byte[] pdf)
    {
        using var read = PdfDocument.Open(pdf);
        return [.. read.GetPages().Select(page => page.Text.Replace('\u00A0', ' '))];
    }

    public static string TextOf(byte[] pdf) => string.Concat(PagesOf(pdf));

    private static InvoiceLine Line(int id, Money net) => new()
    {
        Id = id,
        Name = "Conference, 2 participants",
        Quantity = 41.305m,
        UnitCode = "MIN",
        UnitPrice = 0.2421m,
        Net = net,
        TaxCategory = TaxCategory.Standard,
        TaxRatePercent = 21,
    };

    private static TaxSubtotal Subtotal(Money net, Money tax) =>
        new() { Category = TaxCategory.Standard, RatePercent = 21, Base = net, Tax = tax };
}
