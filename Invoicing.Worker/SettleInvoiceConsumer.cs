using Charging.Invoicing.Issuing;
using MassTransit;

namespace Charging.Invoicing;

/// <summary>
/// Marks an invoice as paid, as given up, or as owed again because its payment went back, and keeps what was refunded
/// of it. What is told last of its payment holds, in whatever order it is heard; of two that were told as the first,
/// that it is paid.
/// </summary>
internal sealed class SettleInvoiceConsumer(
    Invoices invoices, Refunds refunds, InvoicingMetrics metrics, ILogger<SettleInvoiceConsumer> log)
    : IConsumer<PaymentCaptured>, IConsumer<PaymentAbandoned>, IConsumer<PaymentReversed>, IConsumer<PaymentRefunded>,
        IConsumer<PaymentRefundFailed>
{
    public Task Consume(ConsumeContext<PaymentCaptured> context) =>
        Settle(Settlement.By(context.Message), context.CancellationToken);

    public Task Consume(ConsumeContext<PaymentAbandoned> context) =>
        Settle(Settlement.By(context.Message), context.CancellationToken);

    public Task Consume(ConsumeContext<PaymentReversed> context) =>
        Settle(Settlement.By(context.Message), context.CancellationToken);

    public Task Consume(ConsumeContext<PaymentRefunded> context) =>
        Refund.IsOfInvoice(context.Message)
            ? refunds.Keep(Refund.By(context.Message), context.CancellationToken)
            : Task.CompletedTask;

    public Task Consume(ConsumeContext<PaymentRefundFailed> context) =>
        refunds.Keep(Refund.By(context.Message), context.CancellationToken);

    private async Task Settle(Settlement settlement, CancellationToken cancellationToken)
    {
        Traced.Invoice(settlement.InvoiceNumber);
        Traced.Outcome(Words.Of(settlement.Status));
        if (await invoices.Settle(settlement, cancellationToken)) metrics.Settled(Words.Of(settlement.Status));
        log.InvoiceSettled(settlement.InvoiceNumber, settlement.InvoiceId, settlement.Status);
    }
}
