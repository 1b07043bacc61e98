using Charging.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments;

/// <summary>
/// Writes to the customer what became of the invoice: makes the mail once, delivers it, and tells that it has left.
/// </summary>
internal sealed class SendReceiptConsumer(
    Payments payments, Attempts attempts, Customers customers,
    Receipts receipts, MailFolder folder,
    IOptions<ReceiptOptions> options, PaymentMetrics metrics, TimeProvider clock) : IConsumer<SendReceipt>
{
    public async Task Consume(ConsumeContext<SendReceipt> context)
    {
        var (order, stop) = (context.Message, context.CancellationToken);
        var payment = await payments.Find(order.InvoiceId, stop) ?? throw new InvalidOperationException(
            $"No payment of invoice {order.InvoiceId} in payment.payments; find out who ordered its receipt.");
        if (order.Kind == ReceiptKind.ActionNeeded && payment.CurrentState != "AwaitingCustomer") return;
        payment.Attempts = await attempts.Of(order.InvoiceId, stop);
        var invoice = await payments.InvoiceOf(order.InvoiceId, stop);
        var customer = await customers.Find(payment.CustomerId, stop) ?? throw new InvalidOperationException(
            $"Nobody by the id '{payment.CustomerId}' in payment.customers; send CustomerChanged and move the " +
            "message back from payment-send-receipt_error.");

        var receipt = await receipts.AddOnce(
            ReceiptMail.Make(payment, invoice, customer.Contact, order.Kind, options.Value.From, clock.UtcNow()), stop);
        if (receipt.SentAt is null)
        {
            await folder.Deliver(receipt, stop);
            receipt = await receipts.MarkSent(receipt, clock.UtcNow(), stop);
            metrics.Mailed(receipt.Kind);
        }

        await context.Publish(receipt.ToReceiptSent(payment), stop);
    }
}
