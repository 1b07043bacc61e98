namespace Charging.Payments.Tests;

/// <summary>An invoice, a customer and their card, as the tests need them; each invoice is another.</summary>
internal static class Sample
{
    public static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Party Seller = new()
    {
        Name = "Telefonie & spol.",
        Street = "Dlouhá 1",
        City = "Praha",
        PostalCode = "11000",
        Country = "CZ",
        VatId = "CZ12345679",
    };

    public static PaymentMethod Card(string token) =>
        new() { Kind = PaymentMethodKind.Card, Token = token, Brand = "visa", LastFour = "4242", Expiry = "2031-12" };

    /// <summary>A bank account with its mandate.</summary>
    public static PaymentMethod Account(string token) => new()
    {
        Kind = PaymentMethodKind.BankAccount,
        Token = token,
        Brand = "Lesní banka",
        LastFour = "3399",
        MandateReference = "M-1",
    };

    /// <summary>Its debits are told fourteen days before they are drawn.</summary>
    public static InvoiceCreated OfCreditor(this InvoiceCreated invoice) => invoice with
    {
        SellerCreditorId = "CZ73ZZZ10002",
        PrenotificationDays = 14,
        SellerTimeZone = "Europe/Prague",
    };

    public static Customer Customer(string id, params string[] tokens) => new(
        id, 1, new Contact { Email = $"{id}@customers.example", Language = "en" }, [.. tokens.Select(Card)], []);

    public static Money Euro(long minor) => new(minor, "EUR");

    public static InvoiceCreated Invoice(string customerId = "acme", long net = 1000, long tax = 210)
    {
        var sessionId = $"{Guid.NewGuid()}";
        return new InvoiceCreated
        {
            InvoiceId = new SessionKey("bridge-1.example", sessionId).InvoiceId,
            Number = $"CZ-2026-{sessionId[..8]}",
            Series = "CZ-2026",
            IssueDate = DateOnly.FromDateTime(Noon),
            DeliveryDate = DateOnly.FromDateTime(Noon),
            UsageId = new SessionKey("bridge-1.example", sessionId).UsageId,
            Source = "bridge-1.example",
            SessionId = sessionId,
            CustomerId = customerId,
            Service = Service.Conference,
            Language = "en",
            Seller = Seller,
            Buyer = Seller with { Name = "Acme <Consulting>", VatId = null },
            Lines =
            [
                new InvoiceLine
                {
                    Id = 1,
                    Name = "Conference, 2 participants",
                    Quantity = 41.305m,
                    UnitCode = "MIN",
                    UnitPrice = 0.2421m,
                    Net = Euro(net),
                    TaxCategory = TaxCategory.Standard,
                    TaxRatePercent = 21,
                },
            ],
            TaxSubtotals =
            [
                new TaxSubtotal
                {
                    Category = TaxCategory.Standard, RatePercent = 21, Base = Euro(net), Tax = Euro(tax),
                },
            ],
            Net = Euro(net),
            Tax = Euro(tax),
            Total = Euro(net + tax),
            Attributes = new Dictionary<string, string> { ["conferenceRoom"] = "4711" },
            CreatedAt = Noon,
        };
    }

    /// <summary>The invoice as if it had gathered so many sessions, one a day and a line each, up to noon.</summary>
    public static InvoiceCreated OfSessions(this InvoiceCreated invoice, int count) => invoice with
    {
        Lines = [.. Enumerable.Range(0, count).Select(i => invoice.Lines[0] with
        {
            Id = i + 1,
            Name = $"{DateOnly.FromDateTime(Noon.AddDays(i + 1 - count)):d MMM yyyy}, voice, peak",
            Note = "1 min 12 s peak at 0.09 EUR/min = 0.108 EUR",
        })],
        Sessions = [.. Enumerable.Range(0, count).Select(i => new InvoicedSession
        {
            UsageId = new SessionKey(invoice.Source, $"call-{i}").UsageId,
            Source = invoice.Source,
            SessionId = $"call-{i}",
            Service = Service.Voice,
            StartedAt = Noon.AddDays(i + 1 - count).AddMinutes(-1),
            EndedAt = Noon.AddDays(i + 1 - count),
            EndedOn = DateOnly.FromDateTime(Noon.AddDays(i + 1 - count)),
            Charge = invoice.Lines[0].Net,
            LineCount = 1,
            Attributes = invoice.Attributes,
        })],
    };

    /// <summary>The first attempt of a new invoice, started at noon.</summary>
    public static Attempt Attempt(string token = "tok_ok") => Started(Guid.NewGuid(), 1, token);

    public static Attempt Started(Guid invoiceId, int attemptNo, string token = "tok_ok") =>
        Charging.Payments.Collecting.Attempt.Start(invoiceId, attemptNo, Card(token), 1, Euro(1210), Noon);

    public static Attempt Captured(this Attempt attempt) =>
        attempt.With(new GatewayAnswer.Captured("pay_1"), attempt.StartedAt.AddSeconds(1));

    public static Attempt Declined(this Attempt attempt, string code) =>
        attempt.With(GatewayAnswer.Declined.By(code), attempt.StartedAt.AddSeconds(1));

    public static Attempt Unanswered(this Attempt attempt, TimeSpan after) =>
        attempt.With(new GatewayAnswer.Unknown("silence"), attempt.StartedAt + after);
}
