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
    public sealed record Return(string PaymentId, ReturnReason Reason, string Reference, long Amount, string Currency)
        : StripeNews;

    /// <summary>Null for what is of no interest, or was not made by us.</summary>
    public static StripeNews? Of(Event told) => (told.Type, told.Data?.Object) switch
    {
        (EventTypes.PaymentIntentSucceeded or EventTypes.PaymentIntentPaymentFailed
            or EventTypes.PaymentIntentProcessing or EventTypes.PaymentIntentCanceled, PaymentIntent payment)
            when StripeMetadata.ReadAttempt(payment.Metadata) is { } attempt =>
            new Look(attempt.InvoiceId, attempt.AttemptNo),
        // An inquiry ("warning_…") is a question so far; the money moves if it becomes a dispute.
        (EventTypes.ChargeDisputeCreated, Dispute { PaymentIntentId: not null } dispute)
            when !dispute.Status.StartsWith("warning_", StringComparison.Ordinal) => Of(dispute, ReturnReason.Disputed),
        (EventTypes.ChargeDisputeFundsWithdrawn, Dispute { PaymentIntentId: not null } dispute) =>
            Of(dispute, ReturnReason.Disputed),
        (EventTypes.ChargeDisputeClosed, Dispute { PaymentIntentId: not null, Status: "won" } dispute) =>
            Of(dispute, ReturnReason.DisputeWon),
        (EventTypes.ChargeDisputeClosed, Dispute { PaymentIntentId: not null, Status: "lost" } dispute) =>
            Of(dispute, ReturnReason.DisputeLost),
        (EventTypes.ChargeRefunded, Charge { PaymentIntentId: not null } charge) => new Return(
            charge.PaymentIntentId, ReturnReason.Refunded, charge.Id, charge.AmountRefunded, charge.Currency),
        (EventTypes.RefundFailed, Refund { PaymentIntentId: not null } refund) => new Return(
            refund.PaymentIntentId, ReturnReason.RefundFailed, refund.Id, refund.Amount, refund.Currency),
        _ => null,
    };

    private static Return Of(Dispute dispute, ReturnReason reason) =>
        new(dispute.PaymentIntentId, reason, dispute.Id, dispute.Amount, dispute.Currency);
}
