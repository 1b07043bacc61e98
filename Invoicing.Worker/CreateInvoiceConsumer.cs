using Charging.Contracts;
using MassTransit;

namespace Charging.Invoicing;

/// <summary>
/// Makes a rated session's invoice, stores it once under the next number of its series and announces it.
/// </summary>
internal sealed class CreateInvoiceConsumer(
    Customers customers, Sellers sellers, VatRates rates, Invoices invoices, TimeProvider clock,
    InvoicingMetrics metrics, ILogger<CreateInvoiceConsumer> log) : IConsumer<UsageRated>
{
    public async Task Consume(ConsumeContext<UsageRated> context)
    {
        var usage = context.Message;
        if (usage.Charge.Minor == 0) return;

        var billing = await customers.Find(usage.CustomerId, context.CancellationToken);
        var seller = await sellers.Find(billing.InvoiceSeries, context.CancellationToken);
        var tax = TaxRule.For(seller, billing, usage.Service, usage.EndedOn, rates);
        var invoice = Invoice.For(usage, billing, seller, tax, clock.GetUtcNow().UtcDateTime);

        var kept = await invoices.AddOnce(invoice, context.CancellationToken);
        if (kept.IsNew) metrics.Issued(kept.Document);
        log.InvoiceIssued(kept.Document.Number, kept.Document.InvoiceId, usage.SessionId, usage.Source);

        await context.Publish(kept.Document, context.CancellationToken);
    }
}
