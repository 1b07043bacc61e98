using Charging.Payments.Messages;
using Stripe;
using Stripe.Checkout;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// What an event of Stripe is to us. Events come late, twice and in any order, so they never say how a payment stands:
/// only that it is worth a look. Of money that went back they say so themselves, for nobody looks for that.
/// </summary>
internal abstract record StripeNews
{
    private StripeNews()
    {
    }

    public sealed record Look(Guid InvoiceId, int AttemptNo) : StripeNews;

    /// <summary>A page that we opened is worth a look.</summary>
    public sealed record LookAtPage(Guid InvoiceId, int PageNo) : StripeNews;

    /// <summary>Whose invoice it is stands at the payment.</summary>
    public sealed record Return(
        string PaymentId, string Reason, string Reference, long Amount, string Currency, DateTime At) : StripeNews
    {
        public static Return Of(Dispute dispute, string reason, DateTime at) =>
            new(dispute.PaymentIntentId, reason, dispute.Id, dispute.Amount, dispute.Currency, at);
    }

    /// <summary>Among the payment's refunds there may be one that we did not order.</summary>
    public sealed record RefundsChanged(string PaymentId) : StripeNews;

    /// <summary>A refund that we ordered is worth a look.</summary>
    public sealed record RefundMoved(Guid InvoiceId, int RefundNo) : StripeNews;

    /// <summary>A refund that we did not order; whose invoice it is stands at the payment.</summary>
    public sealed record ForeignRefund(
        string PaymentId, string Reference, long Amount, string Currency, bool HasFailed) : StripeNews
    {
        public static ForeignRefund Of(Refund refund) => new(
            refund.PaymentIntentId, refund.Id, refund.Amount, refund.Currency, refund.Status is "failed" or "canceled");
    }

    /// <summary>Null for what is of no interest, or was not made by us.</summary>
    public static StripeNews? Of(Event told) => (told.Type, told.Data?.Object) switch
    {
        (EventTypes.PaymentIntentSucceeded or EventTypes.PaymentIntentPaymentFailed
            or EventTypes.PaymentIntentProcessing or EventTypes.PaymentIntentCanceled, PaymentIntent payment)
            when StripeMetadata.ReadAttempt(payment.Metadata) is { } attempt =>
            new Look(attempt.InvoiceId, attempt.AttemptNo),
        (EventTypes.PaymentIntentSucceeded or EventTypes.PaymentIntentCanceled, PaymentIntent payment)
            when StripeMetadata.ReadPage(payment.Metadata) is { } page => new LookAtPage(page.InvoiceId, page.PageNo),
        (EventTypes.CheckoutSessionCompleted or EventTypes.CheckoutSessionExpired, Session session)
            when StripeMetadata.ReadPage(session.Metadata) is { } page => new LookAtPage(page.InvoiceId, page.PageNo),
        (EventTypes.ChargeDisputeFundsReinstated, Dispute { PaymentIntentId: not null } dispute) =>
            Return.Of(dispute, ReturnReported.DisputeWon, told.Created),
        (EventTypes.ChargeDisputeFundsWithdrawn, Dispute { PaymentIntentId: not null } dispute) =>
            Return.Of(
                dispute, dispute.Status == "lost" ? ReturnReported.DisputeLost : ReturnReported.Disputed, told.Created),
        (EventTypes.ChargeDisputeCreated or EventTypes.ChargeDisputeUpdated or EventTypes.ChargeDisputeClosed,
            Dispute { PaymentIntentId: not null } dispute) when ReasonOf(dispute) is { } reason =>
            Return.Of(dispute, reason, told.Created),
        (EventTypes.ChargeRefunded, Charge { PaymentIntentId: not null } charge) =>
            new RefundsChanged(charge.PaymentIntentId),
        (EventTypes.RefundFailed or EventTypes.RefundUpdated, Refund refund)
            when StripeMetadata.ReadRefund(refund.Metadata) is { } ordered =>
            new RefundMoved(ordered.InvoiceId, ordered.RefundNo),
        (EventTypes.RefundFailed, Refund { PaymentIntentId: not null } refund) => ForeignRefund.Of(refund),
        _ => null,
    };

    /// <summary>
    /// An inquiry ("warning_…") is a question so far; the money moves if it becomes a dispute. A bank debit's dispute
    /// is lost from its beginning.
    /// </summary>
    private static string? ReasonOf(Dispute dispute) => dispute.Status switch
    {
        "won" => ReturnReported.DisputeWon,
        "lost" => ReturnReported.DisputeLost,
        null => null,
        var status => status.StartsWith("warning_", StringComparison.Ordinal) ? null : ReturnReported.Disputed,
    };
}
