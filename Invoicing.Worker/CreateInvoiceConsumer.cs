using Charging.Invoicing.Billing;
using Charging.Invoicing.Gathering;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;
using MassTransit;

namespace Charging.Invoicing;

/// <summary>
/// Makes a rated session's invoice, stores it once under the next number of its series and announces it. A charge that
/// is small gathers on the customer's open invoice instead, which <see cref="IssueOpenInvoices"/> issues.
/// </summary>
internal sealed class CreateInvoiceConsumer(
    Customers customers, Sellers sellers, VatRates rates, Invoices invoices, Thresholds thresholds, Gathered gathered,
    TimeProvider clock, InvoicingMetrics metrics, ILogger<CreateInvoiceConsumer> log) : IConsumer<UsageRated>
{
    public async Task Consume(ConsumeContext<UsageRated> context)
    {
        var (usage, stop) = (context.Message, context.CancellationToken);
        Traced.Session(usage.Source, usage.SessionId);
        if (usage.Charge.Minor == 0) return;

        var billing = await customers.Find(usage.CustomerId, stop);
        var seller = await sellers.Find(billing.InvoiceSeries, stop);
        var tax = TaxRule.For(seller, billing, usage.Service, usage.EndedOn, rates);
        var invoice = Invoice.For(usage, billing, seller, tax, clock.GetUtcNow().UtcDateTime);

        var gathers = await thresholds.Gathers(usage.Charge, stop);
        var told = gathers ? await gathered.AddOnce(usage, seller, stop) : await Add(invoice, stop);
        Traced.Outcome(gathers ? "gathered" : "invoiced");
        if (gathers) log.UsageGathered(usage.SessionId, usage.Source, usage.CustomerId);
        if (told is not null) Traced.Invoice(told.Number);
        if (told is not null) await context.Publish(told, stop);
    }

    private async Task<InvoiceCreated> Add(Invoice invoice, CancellationToken cancellationToken)
    {
        var kept = await invoices.AddOnce(invoice, cancellationToken);
        if (kept.IsNew) metrics.Issued(kept.Document);
        log.InvoiceIssued(kept.Document.Number, kept.Document.InvoiceId, invoice.Usage.SessionId, invoice.Usage.Source);
        return kept.Document;
    }
}
