using Stripe;

namespace Charging.Payments;

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

    /// <summary>Whose invoice it is stands at the payment.</summary>
    public sealed record Return(string PaymentId, string Reason, string Reference, long Amount, string Currency)
        : StripeNews
    {
        public static Return Of(Dispute dispute, string reason) =>
            new(dispute.PaymentIntentId, reason, dispute.Id, dispute.Amount, dispute.Currency);
    }

    /// <summary>Among the payment's refunds there may be one that we did not order.</summary>
    public sealed record RefundsChanged(string PaymentId) : StripeNews;

    /// <summary>A refund that we ordered is worth a look.</summary>
    public sealed record RefundMoved(Guid InvoiceId, int RefundNo) : StripeNews;

    /// <summary>A refund that we did not order; whose invoice it is stands at the payment.</summary>
    public sealed record ForeignRefund(
        string PaymentId, string Reference, long Amount, string Currency, bool HasFailed) : StripeNews
    {
        public static ForeignRefund Of(Stripe.Refund refund) => new(
            refund.PaymentIntentId, refund.Id, refund.Amount, refund.Currency, refund.Status is "failed" or "canceled");
    }

    /// <summary>Null for what is of no interest, or was not made by us.</summary>
    public static StripeNews? Of(Event told) => (told.Type, told.Data?.Object) switch
    {
        (EventTypes.PaymentIntentSucceeded or EventTypes.PaymentIntentPaymentFailed
            or EventTypes.PaymentIntentProcessing or EventTypes.PaymentIntentCanceled, PaymentIntent payment)
            when StripeMetadata.ReadAttempt(payment.Metadata) is { } attempt =>
            new Look(attempt.InvoiceId, attempt.AttemptNo),
        // An inquiry ("warning_…") is a question so far; the money moves if it becomes a dispute.
        (EventTypes.ChargeDisputeCreated, Dispute { PaymentIntentId: not null } dispute)
            when dispute.Status?.StartsWith("warning_", StringComparison.Ordinal) == false =>
            Return.Of(dispute, ReturnReported.Disputed),
        (EventTypes.ChargeDisputeFundsWithdrawn, Dispute { PaymentIntentId: not null } dispute) =>
            Return.Of(dispute, ReturnReported.Disputed),
        (EventTypes.ChargeDisputeClosed, Dispute { PaymentIntentId: not null, Status: "won" } dispute) =>
            Return.Of(dispute, ReturnReported.DisputeWon),
        (EventTypes.ChargeDisputeClosed, Dispute { PaymentIntentId: not null, Status: "lost" } dispute) =>
            Return.Of(dispute, ReturnReported.DisputeLost),
        (EventTypes.ChargeRefunded, Charge { PaymentIntentId: not null } charge) =>
            new RefundsChanged(charge.PaymentIntentId),
        (EventTypes.RefundFailed or EventTypes.RefundUpdated, Stripe.Refund refund)
            when StripeMetadata.ReadRefund(refund.Metadata) is { } ordered =>
            new RefundMoved(ordered.InvoiceId, ordered.RefundNo),
        (EventTypes.RefundFailed, Stripe.Refund { PaymentIntentId: not null } refund) => ForeignRefund.Of(refund),
        _ => null,
    };
}
