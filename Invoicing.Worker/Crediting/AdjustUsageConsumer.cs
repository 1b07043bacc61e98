using Charging.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Invoicing;

/// <summary>
/// Brings a session's invoices to its corrected price: credits what was too much, or invoices what was too little.
/// </summary>
internal sealed class AdjustUsageConsumer(
    Adjustments adjustments, CreditNotes creditNotes, Invoices invoices, Customers customers, IOptions<Seller> seller,
    TimeProvider clock, InvoicingMetrics metrics, ILogger<AdjustUsageConsumer> log) : IConsumer<UsageAdjusted>
{
    public async Task Consume(ConsumeContext<UsageAdjusted> context)
    {
        var (adjustment, now, stop) = (context.Message, clock.GetUtcNow().UtcDateTime, context.CancellationToken);
        var kept = await adjustments.Keep(adjustment, now, stop);

        Guid? furtherInvoice = null;
        if (kept.Outcome == AdjustmentState.Credited)
            await creditNotes.IssueOnce(
                new Correction(adjustment), kept.InvoiceIds, seller.Value.LocalDate(now), now, stop);
        else if (kept.Outcome == AdjustmentState.Invoiced)
            furtherInvoice = await Invoice(context, now);

        await adjustments.Put(adjustment.AdjustmentId, kept.Outcome, furtherInvoice, stop);
        log.UsageAdjusted(adjustment.AdjustmentId, adjustment.SessionId, adjustment.Source, kept.Outcome);
    }

    private async Task<Guid> Invoice(ConsumeContext<UsageAdjusted> context, DateTime now)
    {
        var billing = await customers.Find(context.Message.CustomerId, context.CancellationToken);
        var invoice = FurtherInvoice.For(context.Message, billing, seller.Value, now);
        var kept = await invoices.AddOnce(invoice, context.CancellationToken);
        if (kept.IsNew) metrics.Issued(kept.Document);
        await context.Publish(kept.Document, context.CancellationToken);
        return invoice.Id;
    }
}
