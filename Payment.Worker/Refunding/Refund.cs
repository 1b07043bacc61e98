using Charging.Payments.Collecting;
using Charging.Payments.Gateway;
using Charging.Payments.Ledger;
using Charging.Payments.Messages;

namespace Charging.Payments.Refunding;

/// <summary>
/// Money given back of a captured payment. It is stored before the gateway is called; the refunds of an invoice count
/// 1, 2, 3 …. OrderId, Reason and key are null for one that was made at the gateway itself. AskedAt is when the
/// gateway last left the outcome open; DueAt is when it is asked again, null while open if only a person can find out.
/// Failed after it was done means that the customer's bank did not take it.
/// </summary>
internal sealed record Refund(
    Guid RefundId,
    Guid InvoiceId,
    int RefundNo,
    Guid? OrderId,
    long AmountMinor,
    string Currency,
    string? Reason,
    string? IdempotencyKey,
    string CaptureReference,
    RefundStatus Status,
    string? Code,
    string? GatewayReference,
    DateTime StartedAt,
    DateTime? AskedAt,
    DateTime? DoneAt,
    DateTime? FailedAt,
    DateTime? DueAt)
{
    /// <summary>The reason of a refund that follows by itself; the customer reads it in their language.</summary>
    public const string DrawnTwice = PaymentRefunded.DrawnTwice;

    private static readonly Guid Namespace = new("6d1c8a3e-52b7-5c0d-9f41-b3a7e0d2c964");

    public Money Amount => new(AmountMinor, Currency);

    /// <summary>It gives back what was drawn twice, and nothing of what the invoice was paid with.</summary>
    public bool IsSurplus => Reason == DrawnTwice;

    /// <summary>The money may or may not have been given back.</summary>
    public bool IsOpen => Status is RefundStatus.Asked or RefundStatus.Pending or RefundStatus.Unknown;

    /// <summary>What it gives back of was a transfer: a person sends it, and the gateway knows nothing of it.</summary>
    public bool IsOfTransfer => CaptureReference.StartsWith(Attempt.TransferPrefix, StringComparison.Ordinal);

    /// <summary>Nothing asks the gateway any more: a person has to.</summary>
    public bool IsToBeDecided => IsOpen && DueAt is null;

    public static Refund Start(RefundPayment order, Refundable payment, DateTime now, DateTime dueAt)
    {
        var refund = Of(order.InvoiceId, order.Amount, payment, now);
        return refund with
        {
            OrderId = order.OrderId,
            Reason = order.Reason,
            IdempotencyKey = refund.ToRequest().IdempotencyKey,
            DueAt = dueAt,
        };
    }

    /// <summary>One that was made at the gateway itself.</summary>
    public static Refund Reported(RefundReported told, Refundable payment, DateTime now) =>
        Of(told.InvoiceId, told.Amount, payment, now) with { GatewayReference = told.GatewayReference };

    /// <summary>The refund as the gateway's answer leaves it; what is done is only taken back by a decline.</summary>
    public Refund With(GatewayAnswer answer, DateTime now) => answer switch
    {
        GatewayAnswer.Refunded done when IsOpen => this with
        {
            Status = RefundStatus.Done,
            GatewayReference = done.Reference,
            DoneAt = now,
            DueAt = null,
        },
        GatewayAnswer.Declined declined when Status != RefundStatus.Failed => this with
        {
            Status = RefundStatus.Failed,
            Code = declined.Code,
            FailedAt = now,
            DueAt = null,
        },
        GatewayAnswer.Pending pending when IsOpen => this with
        {
            Status = RefundStatus.Pending,
            GatewayReference = pending.Reference,
            AskedAt = now,
        },
        // What was pending stays so: silence takes nothing back.
        _ when IsOpen => this with
        {
            Status = Status == RefundStatus.Pending ? Status : RefundStatus.Unknown,
            AskedAt = now,
        },
        _ => this,
    };

    /// <summary>
    /// What the step books that led here. It is given back out of what the gateway owes us; the invoice stands, so the
    /// amount is open on the receivable unless a credit note closes it. What did not arrive is booked back.
    /// </summary>
    public IEnumerable<LedgerEntry> EntriesSince(RefundStatus before) => (before, Status) switch
    {
        (not RefundStatus.Done, RefundStatus.Done) =>
            [Entry(LedgerEvent.Refunded, Account.Receivable, Account.Clearing, DoneAt!.Value)],
        (RefundStatus.Done, RefundStatus.Failed) =>
            [Entry(LedgerEvent.RefundFailed, Account.Clearing, Account.Receivable, FailedAt!.Value)],
        _ => [],
    };

    public RefundRequest ToRequest() => new(InvoiceId, RefundNo, CaptureReference, Amount);

    public PaymentRefunded ToPaymentRefunded(PaymentState payment) => new()
    {
        InvoiceId = InvoiceId,
        InvoiceNumber = payment.InvoiceNumber,
        Source = payment.Source,
        SessionId = payment.SessionId,
        CustomerId = payment.CustomerId,
        RefundId = RefundId,
        Amount = Amount,
        Reason = Reason,
        GatewayReference = GatewayReference!,
        RefundedAt = DoneAt!.Value,
    };

    public PaymentRefundFailed ToPaymentRefundFailed(PaymentState payment) => new()
    {
        InvoiceId = InvoiceId,
        InvoiceNumber = payment.InvoiceNumber,
        Source = payment.Source,
        SessionId = payment.SessionId,
        CustomerId = payment.CustomerId,
        RefundId = RefundId,
        Amount = Amount,
        GatewayReference = GatewayReference!,
        FailedAt = FailedAt!.Value,
    };

    /// <summary>The mail about it, once it is done.</summary>
    public SendReceipt ToSendReceipt() =>
        new() { InvoiceId = InvoiceId, Kind = ReceiptKind.Refund, RefundNo = RefundNo };

    /// <summary>What a report of the gateway's answers, as if it had been asked.</summary>
    public static GatewayAnswer AnswerIn(RefundReported told) => told.HasFailed
        ? new GatewayAnswer.Declined("refund_failed", DeclineClass.Never)
        : new GatewayAnswer.Refunded(told.GatewayReference);

    private LedgerEntry Entry(LedgerEvent what, string debit, string credit, DateTime at) => LedgerEntry.Of(
        $"{InvoiceId}\n{what}\n{RefundNo}", InvoiceId, what, debit, credit, Amount, at);

    private static Refund Of(Guid invoiceId, Money amount, Refundable payment, DateTime now)
    {
        var number = payment.Refunds.Count + 1;
        var capture = payment.CaptureReference ?? throw new InvalidOperationException(
            $"Invoice {payment.InvoiceNumber}: a refund of {amount}, and no capture is known of which it could be. " +
            "Find out what became of the payment (payments show); then move the message back from " +
            "payment-refund-payment_error.");
        return new Refund(
            NameBasedId.Of(Namespace, $"{invoiceId}\n{number}"), invoiceId, number, null, amount.Minor, amount.Currency,
            null, null, capture, RefundStatus.Asked, null, null, now, null, null, null, null);
    }
}
