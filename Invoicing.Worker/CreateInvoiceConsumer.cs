using Charging.Invoicing.Awaiting;
using Charging.Invoicing.Billing;
using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Gathering;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;
using MassTransit;

namespace Charging.Invoicing;

/// <summary>Invoices a rated session once and tells it; what is small gathers, what lacks a rate waits.</summary>
internal sealed class CreateInvoiceConsumer(
    Customers customers, Sellers sellers, VatRates rates, ExchangeRates exchanges, Invoices invoices,
    WaitingUsages waiting, Thresholds thresholds, Gathered gathered, TimeProvider clock, InvoicingMetrics metrics,
    ILogger<CreateInvoiceConsumer> log) : IConsumer<UsageRated>
{
    public async Task Consume(ConsumeContext<UsageRated> context)
    {
        var (usage, stop) = (context.Message, context.CancellationToken);
        Traced.Session(usage.Source, usage.SessionId);
        if (usage.Charge.Minor == 0) return;

        var billing = await customers.Find(usage.CustomerId, stop);
        var seller = await sellers.Find(billing.InvoiceSeries, stop);
        var tax = TaxRule.For(seller, billing, usage.Service, usage.EndedOn, rates);
        var exchange = await exchanges.Between(seller, usage.Charge.Currency, stop);
        var invoice = Invoice.For(usage, billing, seller, tax, clock.GetUtcNow().UtcDateTime);

        var gathers = await thresholds.Gathers(usage.Charge, stop);
        var told = gathers ? await gathered.AddOnce(usage, seller, stop)
            : invoice.Accounted(exchange) is { } whole ? await Add(whole, stop)
            : await waiting.AddOnce(usage, exchange!, stop);
        Traced.Outcome(gathers ? "gathered" : told is null ? "awaitsRate" : "invoiced");
        if (gathers) log.UsageGathered(usage.SessionId, usage.Source, usage.CustomerId);
        if (told is null) return;
        Traced.Invoice(told.Number);
        await context.Publish(told, stop);
    }

    private async Task<InvoiceCreated> Add(Invoice invoice, CancellationToken cancellationToken)
    {
        var kept = await invoices.AddOnce(invoice, cancellationToken);
        if (kept.IsNew) metrics.Issued(kept.Document);
        log.InvoiceIssued(kept.Document.Number, kept.Document.InvoiceId, invoice.Usage.SessionId, invoice.Usage.Source);
        return kept.Document;
    }
}
