using Charging.Invoicing.Billing;
using Charging.Invoicing.Gathering;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Numbering;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;

namespace Charging.Invoicing.Warming;

/// <summary>What Invoicing does before its first invoice, without a trace.</summary>
internal sealed class InvoicingWarmUp(
    Customers customers, Sellers sellers, VatRates rates, Thresholds thresholds, Invoices invoices, TimeProvider clock)
{
    /// <summary>No platform, no customer and no seller is called so.</summary>
    private const string Nobody = "warm-up";

    private static readonly Party Party = new()
    {
        Name = "Warm-up",
        Street = "1",
        City = "Praha",
        PostalCode = "110 00",
        Country = "CZ",
    };

    private static readonly BillingProfile Billing =
        new() { Party = Party, Language = "en", Currency = "EUR", InvoiceSeries = Nobody };

    private static readonly Seller Seller = new()
    {
        Code = "WARM-UP",
        Party = Party,
        Currency = "EUR",
        Language = "en",
        TimeZone = "Europe/Prague",
        Series = "{entity}-{year}-{number:6}",
        CreditSeries = "{entity}-C-{year}-{number:6}",
    };

    /// <summary>A conference of somebody who is not there.</summary>
    /// <param name="at">UTC.</param>
    public static UsageRated Usage(DateTime at) => new()
    {
        UsageId = new SessionKey(Nobody, Nobody).UsageId,
        Source = Nobody,
        SessionId = Nobody,
        CustomerId = Nobody,
        Service = Service.Conference,
        StartedAt = at.AddMinutes(-41),
        EndedAt = at,
        EndedOn = DateOnly.FromDateTime(at),
        Charge = new Money(246, "EUR"),
        PlanCode = Nobody,
        PlanVersion = DateOnly.FromDateTime(at),
        Lines =
        [
            new RatingLine
            {
                Description = "conference", Quantity = 41, Unit = "min", UnitPrice = new Rational(6, 100),
                Amount = new Rational(246, 100),
            },
        ],
        Attributes = new Dictionary<string, string> { ["conferenceRoom"] = "1" },
        RatedAt = at,
    };

    /// <summary>Of an invoice that nobody got.</summary>
    public static PaymentCaptured Payment() => new()
    {
        InvoiceId = new SessionKey(Nobody, Nobody).InvoiceId,
        InvoiceNumber = Nobody,
        Source = Nobody,
        SessionId = Nobody,
        CustomerId = Nobody,
        Amount = new Money(246, "EUR"),
        MethodKind = PaymentMethodKind.Card,
        MethodBrand = "visa",
        LastFour = "4242",
        GatewayReference = Nobody,
        AttemptNo = 1,
        CapturedAt = DateTime.UnixEpoch,
    };

    public InvoiceCreated Document()
    {
        var invoice = Invoice();
        return invoice.Numbered(new InvoiceNumber(invoice.Series, 1));
    }

    public async Task Find(CancellationToken cancellationToken)
    {
        await customers.WarmUp(cancellationToken);
        await sellers.WarmUp(cancellationToken);
        await thresholds.Gathers(new Money(246, "EUR"), cancellationToken);
    }

    /// <summary>Under a number that is given back.</summary>
    public Task Keep(CancellationToken cancellationToken) => invoices.WarmUp(Invoice(), cancellationToken);

    private Invoice Invoice()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var usage = Usage(now);
        var tax = TaxRule.For(Seller, Billing, usage.Service, usage.EndedOn, rates);
        return Issuing.Invoice.For(usage, Billing, Seller, tax, now) with { Id = Guid.NewGuid() };
    }
}

/// <summary>How Invoicing gets warm.</summary>
internal static class WarmingParts
{
    public static void AddWarmUp(this Worker worker) => worker.Services
        .AddSingleton<InvoicingWarmUp>()
        .AddWarmUp<InvoicingWarmUp>("finding customer and seller", (invoicing, stop) => invoicing.Find(stop))
        .AddWarmUp<InvoicingWarmUp>("keeping invoices", (invoicing, stop) => invoicing.Keep(stop))
        .AddTold<InvoicingWarmUp, InvoiceCreated>(invoicing => invoicing.Document());
}
