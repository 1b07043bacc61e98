using Charging.Invoicing.Billing;
using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;
using MassTransit;

namespace Charging.Invoicing.Crediting;

/// <summary>
/// Brings a session's invoices to its corrected price: credits what was too much, or invoices what was too little.
/// </summary>
internal sealed class AdjustUsageConsumer(
    Adjustments adjustments, CreditNotes creditNotes, Invoices invoices, Customers customers, Sellers sellers,
    ExchangeRates exchanges, VatRates rates, TimeProvider clock, InvoicingMetrics metrics,
    ILogger<AdjustUsageConsumer> log) : IConsumer<UsageAdjusted>
{
    public async Task Consume(ConsumeContext<UsageAdjusted> context)
    {
        var (adjustment, now, stop) = (context.Message, clock.GetUtcNow().UtcDateTime, context.CancellationToken);
        var kept = await adjustments.Keep(adjustment, now, stop);

        Guid? furtherInvoice = null;
        if (kept.Outcome == AdjustmentState.Credited)
            await creditNotes.IssueOnce(new Correction(adjustment), kept.InvoiceIds, now, stop);
        else if (kept.Outcome == AdjustmentState.Invoiced)
            furtherInvoice = await Invoice(context, now);

        await adjustments.Put(adjustment.AdjustmentId, kept.Outcome, furtherInvoice, stop);
        log.UsageAdjusted(adjustment.AdjustmentId, adjustment.SessionId, adjustment.Source, kept.Outcome);
    }

    private async Task<Guid> Invoice(ConsumeContext<UsageAdjusted> context, DateTime now)
    {
        var (adjustment, stop) = (context.Message, context.CancellationToken);
        var billing = await customers.Find(adjustment.CustomerId, stop);
        var seller = await sellers.Find(billing.InvoiceSeries, stop);
        var exchange = await exchanges.Between(seller, adjustment.Difference.Currency, stop);
        var invoice = FurtherInvoice.For(adjustment, billing, seller, rates, now).Accounted(exchange)
            ?? throw new RateAwaitedException(exchange!.Missing(adjustment.EndedOn));
        var kept = await invoices.AddOnce(invoice, stop);
        if (kept.IsNew) metrics.Issued(kept.Document);
        await context.Publish(kept.Document, stop);
        return invoice.Id;
    }
}
