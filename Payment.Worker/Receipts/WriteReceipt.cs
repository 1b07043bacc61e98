using Charging.Contracts;
using Charging.Payments.Collecting;
using Charging.Payments.Crediting;
using Charging.Payments.Gateway;
using Charging.Payments.Messages;
using Charging.Payments.Refunding;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Receipts;

/// <summary>Makes the customer's mail about a settled payment, once.</summary>
internal sealed class WriteReceipt(
    Collecting.Payments payments, Attempts attempts, Customers.Customers customers, Refunds refunds, Credits credits,
    Receipts receipts, Schedule schedule, ReceiptMail mail, TimeProvider clock)
{
    /// <summary>
    /// The mail that was made when this was first asked, whatever has changed since; null where a customer would be
    /// asked for help with a fault of ours, and where a credit note is settled anew.
    /// </summary>
    public async Task<Receipt?> Once(PaymentState payment, SendReceipt order, CancellationToken cancellationToken)
    {
        if (await receipts.Find(order.Key, cancellationToken) is { } earlier) return earlier;

        payment.Attempts = await attempts.Of(order.InvoiceId, cancellationToken);
        if (order.Kind == ReceiptKind.ActionNeeded && DeclineCodes.IsOurs(payment.Attempts[^1].Code)) return null;

        if (order.Kind == ReceiptKind.Credit && !await IsSettled(order, cancellationToken)) return null;

        var invoice = await payments.InvoiceOf(order.InvoiceId, cancellationToken);
        var customer = await customers.Find(payment.CustomerId, cancellationToken)
            ?? throw new InvalidOperationException(
                $"Nobody by the id '{payment.CustomerId}' in payment.customers; send CustomerChanged and move the " +
                "message back from payment-send-receipt_error.");
        return await receipts.AddOnce(
            await Make(payment, invoice, customer.Contact, order, cancellationToken), cancellationToken);
    }

    private async Task<bool> IsSettled(SendReceipt order, CancellationToken cancellationToken) =>
        (await credits.Of(order.InvoiceId, cancellationToken)).Any(note => note.CreditNo == order.CreditNo);

    private async Task<Receipt> Make(
        PaymentState payment, InvoiceCreated invoice, Contact contact, SendReceipt order,
        CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        if (order.Kind == ReceiptKind.Refund)
            return mail.Make(payment, invoice, contact, await Refund(payment, order, cancellationToken), now);
        if (order.Kind == ReceiptKind.DisputeLost)
        {
            var alarm = await schedule.Find(order.InvoiceId, cancellationToken);
            return mail.Make(payment, invoice, contact, order.Key, alarm?.DueAt, now);
        }

        var isCredited = order.Kind == ReceiptKind.Credit || payment.AbandonReason == AbandonReason.Credited;
        var notes = isCredited ? await credits.Of(order.InvoiceId, cancellationToken) : [];
        return order.Kind == ReceiptKind.Credit
            ? mail.Make(invoice, contact, notes.Single(note => note.CreditNo == order.CreditNo), now)
            : mail.Make(payment, invoice, contact, order.Key, now, [.. notes.Select(credit => credit.Note)]);
    }

    /// <summary>With the receipt, if there was one: its invoice goes out again; and with the credit note.</summary>
    private async Task<GivenBack> Refund(
        PaymentState paid, SendReceipt order, CancellationToken cancellationToken)
    {
        var payment = await refunds.Of(order.InvoiceId, cancellationToken);
        var refund = payment.Refunds.Single(one => one.RefundNo == order.RefundNo);
        var all = await credits.Of(order.InvoiceId, cancellationToken);
        return new GivenBack(
            refund,
            paid.ToldNo > 1
                ? null // there may be several receipts; the invoice is made again as it is paid now
                : await receipts.Find(new(order.InvoiceId, ReceiptKind.Receipt), cancellationToken),
            all.FirstOrDefault(credit => credit.RefundId == refund.RefundId)?.Note);
    }
}
