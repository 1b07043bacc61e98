namespace Charging.Payments;

/// <summary>Makes the customer's mail about a settled payment, once.</summary>
internal sealed class WriteReceipt(
    Payments payments, Attempts attempts, Customers customers, Receipts receipts, ReceiptMail mail, TimeProvider clock)
{
    /// <summary>The mail that was made when this was first asked, whatever has changed since.</summary>
    public async Task<Receipt> Once(PaymentState payment, SendReceipt order, CancellationToken cancellationToken)
    {
        if (await receipts.Find(order.InvoiceId, order.Kind, cancellationToken) is { } earlier) return earlier;

        payment.Attempts = await attempts.Of(order.InvoiceId, cancellationToken);
        var invoice = await payments.InvoiceOf(order.InvoiceId, cancellationToken);
        var customer = await customers.Find(payment.CustomerId, cancellationToken)
            ?? throw new InvalidOperationException(
                $"Nobody by the id '{payment.CustomerId}' in payment.customers; send CustomerChanged and move the " +
                "message back from payment-send-receipt_error.");
        return await receipts.AddOnce(
            mail.Make(payment, invoice, customer.Contact, order.Kind, clock.UtcNow()), cancellationToken);
    }
}
