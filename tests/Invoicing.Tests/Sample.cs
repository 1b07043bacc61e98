using CsCheck;

namespace Charging.Invoicing.Tests;

/// <summary>Rated sessions, customers and a seller: single ones by name, and random ones of every kind.</summary>
internal static class Sample
{
    public static readonly DateTime CreatedAt = new(2026, 11, 20, 9, 41, 19, 123, DateTimeKind.Utc);

    public static readonly Seller Seller = new()
    {
        Code = "CZ",
        Party = new()
        {
            Name = "Bridge & Line s.r.o.",
            Street = "Dlouhá 1",
            City = "Praha",
            PostalCode = "110 00",
            Country = "CZ",
            VatId = "CZ12345679",
            Contact = new() { Name = "Invoices", Phone = "+420222333444", Email = "invoices@bridge.example" },
        },
        Currency = "EUR",
        Language = "cs",
        TimeZone = "Europe/Prague",
        Series = SeriesPattern.OfInvoices,
        CreditSeries = SeriesPattern.OfCreditNotes,
        Iban = "CZ6508000000192000145399",
    };

    public static readonly VatRates Rates = VatRates.Open(null);

    public static BillingProfile Customer(
        string currency = "EUR", string series = "CZ", TaxTreatment? tax = null) => new()
        {
            Party = new()
            {
                Name = "Acme a.s.",
                Street = "Long 2",
                City = "Wien",
                PostalCode = "1010",
                Country = "AT",
                VatId = "ATU12345675",
            },
            Language = "en",
            Currency = currency,
            InvoiceSeries = series,
            Tax = tax ?? new() { Category = TaxCategory.Standard, RatePercent = 21 },
        };

    public static RatingLine Line(
        Rational quantity, string unit, Rational unitPrice, string description = "conference") => new()
        {
            Description = description,
            Quantity = quantity,
            Unit = unit,
            UnitPrice = unitPrice,
            Amount = quantity * unitPrice,
        };

    public static UsageRated Usage(Money charge, params IReadOnlyList<RatingLine> lines) =>
        Usage("session", charge, lines);

    public static UsageRated Usage(string sessionId, Money charge, params IReadOnlyList<RatingLine> lines) => new()
    {
        UsageId = new SessionKey("bridge-7.prague.example", sessionId).UsageId,
        Source = "bridge-7.prague.example",
        SessionId = sessionId,
        CustomerId = "acme",
        Service = Service.Conference,
        StartedAt = CreatedAt.AddMinutes(-42),
        EndedAt = CreatedAt.AddMinutes(-1),
        EndedOn = new DateOnly(2026, 11, 20),
        Charge = charge,
        PlanCode = "conference-standard",
        PlanVersion = new DateOnly(2026, 1, 1),
        Lines = lines,
        Attributes = new Dictionary<string, string> { ["conferenceRoom"] = "4711", ["costCentre"] = "Žižkov <7> & co" },
        RatedAt = CreatedAt.AddSeconds(-1),
    };

    /// <summary>A call of some cents that ended so many minutes after the other samples.</summary>
    public static UsageRated Small(
        string sessionId, long minor, string currency = "EUR", string customerId = "acme", int minutes = 0)
    {
        var charge = new Money(minor, currency);
        var endedAt = CreatedAt.AddMinutes(minutes);
        return Usage(sessionId, charge, Line(1, "min", charge.ToDecimal(), "voice, peak")) with
        {
            CustomerId = customerId,
            Service = Service.Voice,
            StartedAt = endedAt.AddMinutes(-1),
            EndedAt = endedAt,
            EndedOn = DateOnly.FromDateTime(endedAt),
            Attributes = new Dictionary<string, string> { ["costCentre"] = sessionId },
        };
    }

    /// <summary>Sessions that have gathered, the oldest first.</summary>
    public static Invoice Gathered(BillingProfile customer, params IReadOnlyList<UsageRated> usages) =>
        Issuing.Invoice.Over(
            [
                .. usages.Select(usage =>
                    (usage, TaxRule.For(Seller, customer, usage.Service, usage.EndedOn, Rates))),
            ],
            customer, Seller, CreatedAt);

    /// <summary>2.53 EUR, as a conference that costs connection and minutes.</summary>
    public static Invoice Invoice(string sessionId = "session", BillingProfile? customer = null) => Invoice(
        Usage(sessionId, new Money(253, "EUR"), Line(1, "leg", 0.05m, "connection"), Line(41.305m, "min", 0.06m)),
        customer ?? Customer());

    public static Invoice Invoice(UsageRated usage, BillingProfile customer, DateTime? createdAt = null)
    {
        var seller = Seller with { Code = customer.InvoiceSeries };
        var tax = TaxRule.For(seller, customer, usage.Service, usage.EndedOn, Rates);
        return Issuing.Invoice.For(usage, customer, seller, tax, createdAt ?? CreatedAt);
    }

    public static InvoiceCreated ForPeppol(InvoiceCreated invoice) => invoice with
    {
        Seller = invoice.Seller with { Endpoint = new() { Scheme = "9929", Id = "CZ12345679" } },
        Buyer = invoice.Buyer with { Endpoint = new() { Scheme = "9915", Id = "ATU12345675" } },
    };

    public static PaymentCaptured Payment(
        InvoiceCreated invoice, PaymentMethodKind kind = PaymentMethodKind.Card) => new()
        {
            InvoiceId = invoice.InvoiceId,
            InvoiceNumber = invoice.Number,
            Source = invoice.Source,
            SessionId = invoice.SessionId,
            CustomerId = invoice.CustomerId,
            Amount = invoice.Total,
            MethodKind = kind,
            MethodBrand = kind == PaymentMethodKind.Card ? "visa" : "Erste Bank",
            LastFour = "4242",
            GatewayReference = "pi_0001",
            AttemptNo = 1,
            CapturedAt = CreatedAt.AddSeconds(1),
        };

    /// <summary>What came to the seller's account by hand.</summary>
    public static PaymentCaptured Transfer(InvoiceCreated invoice) =>
        Payment(invoice, PaymentMethodKind.BankAccount) with { MethodBrand = PaymentCaptured.Transfer };

    /// <summary>Every category that charging knows, with a rate where it has one.</summary>
    public static readonly Gen<TaxTreatment> AnyTax = Gen.OneOf(
        Gen.OneOf(21m, 12m, 20m, 19m, 5.5m, 8.1m).Select(rate => Tax(TaxCategory.Standard, rate)),
        Gen.Const(Tax(TaxCategory.ZeroRated)),
        Gen.OneOf(null, "Article 196 of directive 2006/112/EC").Select(x => Tax(TaxCategory.ReverseCharge, 0, x)),
        Gen.Const(Tax(TaxCategory.Exempt, 0, "Exempt under article 132 of directive 2006/112/EC")),
        Gen.Const(Tax(TaxCategory.OutOfScope)));

    private static readonly Gen<Rational> AnyPrice = Gen.Select(
        Gen.Int[0, 999_999], Gen.OneOf(10, 100, 1_000, 1_000_000, 3, 60, 7), (n, d) => new Rational(n, d));

    private static readonly Gen<string> AnyOddUnit =
        Gen.OneOf("1000 bytes", "1000000 bytes", "1000000000 bytes", "1024 bytes", "h");

    private static readonly Gen<RatingLine> AnyLine = Gen.OneOf(
        Gen.Select(Gen.Int[1, 10_000_000], AnyPrice, (ms, price) => Line(new Rational(ms, 60_000), "min", price / 100)),
        Gen.Int[1, 600].Select(minutes => Line(minutes, "min", 0, "conference, allowance")),
        Gen.Select(Gen.Int[1, 40], AnyPrice, (legs, price) => Line(legs, "leg", price, "connection")),
        Gen.Select(Gen.Int[1, 100_000], AnyPrice, (ms, price) => Line(new Rational(ms, 1000), "s", price / 1000)),
        Gen.Select(Gen.Long[1, 10_000_000_000], AnyPrice, (bytes, price) => Line(bytes, "byte", price / 1_000_000)),
        Gen.Select(Gen.Int[1, 10_000], AnyPrice, AnyOddUnit, (units, price, unit) => Line(units, unit, price)));

    /// <summary>
    /// A session with 1 to 6 lines, sometimes cut by a maximum, rounded in one of the four ways of a plan.
    /// </summary>
    public static Gen<UsageRated> AnyUsage(params string[] currencies) => Gen.Select(
            AnyLine.List[1, 6], Gen.Int[0, 3], Gen.Int[0, 3], Gen.OneOf(currencies), Gen.Int[1, 1_000_000_000],
            (lines, rounding, cut, currency, session) =>
            {
                var sum = lines.Aggregate(Rational.Zero, (total, line) => total + line.Amount);
                if (cut == 0) lines.Add(Line(1, "session", -sum / 3, "maximum charge"));
                if (cut == 0) sum -= sum / 3;
                return Usage($"session-{session}", Rounded(sum, rounding, currency), lines);
            })
        .Where(usage => usage.Charge.Minor > 0);

    private static TaxTreatment Tax(TaxCategory category, decimal rate = 0, string? reason = null) =>
        new() { Category = category, RatePercent = rate, ExemptionReason = reason };

    private static Money Rounded(Rational sum, int rounding, string currency)
    {
        var exact = sum / new Money(1, currency).ToDecimal();
        var down = exact.Floor();
        var rest = exact - new Rational(down, 1);
        var half = rest.CompareTo(new Rational(1, 2));
        var up = rounding switch
        {
            0 => half >= 0,
            1 => half > 0 || (half == 0 && down % 2 != 0),
            2 => rest.Sign > 0,
            _ => false,
        };
        return new Money((long)down + (up ? 1 : 0), currency);
    }
}
