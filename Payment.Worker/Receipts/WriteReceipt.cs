using Charging.Payments.Announcing;
using Charging.Payments.Facts;
using Charging.Payments.Messages;

namespace Charging.Payments.Receipts;

/// <summary>Makes the customer's mail about a settled payment, once.</summary>
internal sealed class WriteReceipt(Receipts receipts, ReceiptMail mail, TimeProvider clock)
{
    /// <summary>
    /// The mail that was made when this was first asked, whatever has changed since; null where a customer would be
    /// asked for help with a fault of ours, and where a credit note is settled anew.
    /// </summary>
    public async Task<Receipt?> Once(PaymentFacts facts, SendReceipt order, CancellationToken cancellationToken)
    {
        var key = ReceiptKey.Of(order);
        if (await receipts.Find(key, cancellationToken) is { } earlier) return earlier;
        if (order.Kind == ReceiptKind.ActionNeeded && facts.LastAttempt!.IsOurFault) return null;
        if (order.Kind == ReceiptKind.Credit && facts.Credit is null) return null;

        if (facts.Contact is null)
            throw new InvalidOperationException(
                $"Nobody by the id '{facts.Invoice.CustomerId}' in payment.customers; send CustomerChanged and move " +
                "the message back from payment-send-receipt_error.");

        // With the receipt, if there was one, its invoice goes out again; there may be several once it was told anew.
        var receipt = order.Kind == ReceiptKind.Refund && !facts.IsToldAnew
            ? await receipts.Find(new(order.InvoiceId, MailKind.Receipt), cancellationToken)
            : null;
        return await receipts.AddOnce(mail.Make(facts, key, clock.UtcNow(), receipt), cancellationToken);
    }

    /// <summary>The mail of that notice, whenever it is asked for; null while it was not made.</summary>
    public Task<Receipt?> Find(Notice notice, CancellationToken cancellationToken) =>
        receipts.Find(KeyOf(notice), cancellationToken);

    /// <summary>The mail of the notice that the facts tell of.</summary>
    public Task<Receipt> Once(PaymentFacts facts, Notice notice, CancellationToken cancellationToken) =>
        receipts.AddOnce(mail.Make(facts, KeyOf(notice), clock.UtcNow()), cancellationToken);

    private static ReceiptKey KeyOf(Notice notice) => new(notice.InvoiceId, MailKind.Notice, notice.NoticeNo);
}
