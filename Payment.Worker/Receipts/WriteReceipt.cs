using Charging.Contracts;

namespace Charging.Payments;

/// <summary>Makes the customer's mail about a settled payment, once.</summary>
internal sealed class WriteReceipt(
    Payments payments, Attempts attempts, Customers customers, Refunds refunds, Receipts receipts, ReceiptMail mail,
    TimeProvider clock)
{
    /// <summary>The mail that was made when this was first asked, whatever has changed since.</summary>
    public async Task<Receipt> Once(PaymentState payment, SendReceipt order, CancellationToken cancellationToken)
    {
        var key = new ReceiptKey(order.InvoiceId, order.Kind, order.RefundNo);
        if (await receipts.Find(key, cancellationToken) is { } earlier) return earlier;

        payment.Attempts = await attempts.Of(order.InvoiceId, cancellationToken);
        var invoice = await payments.InvoiceOf(order.InvoiceId, cancellationToken);
        var customer = await customers.Find(payment.CustomerId, cancellationToken)
            ?? throw new InvalidOperationException(
                $"Nobody by the id '{payment.CustomerId}' in payment.customers; send CustomerChanged and move the " +
                "message back from payment-send-receipt_error.");
        var made = order.Kind == ReceiptKind.Refund
            ? mail.Make(payment, invoice, customer.Contact, await Refund(order, cancellationToken), clock.UtcNow())
            : mail.Make(payment, invoice, customer.Contact, order.Kind, clock.UtcNow());
        return await receipts.AddOnce(made, cancellationToken);
    }

    /// <summary>With the receipt of the payment, if there was one: its invoice goes out again as it is.</summary>
    private async Task<GivenBack> Refund(SendReceipt order, CancellationToken cancellationToken)
    {
        var payment = await refunds.Of(order.InvoiceId, cancellationToken);
        var refund = payment.Refunds.Single(one => one.RefundNo == order.RefundNo);
        return new GivenBack(
            refund, await receipts.Find(new(order.InvoiceId, ReceiptKind.Receipt), cancellationToken));
    }
}
