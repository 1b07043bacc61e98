namespace Charging.Payments.Collecting;

/// <summary>Whether a person may give a payment up.</summary>
internal static class Abandonment
{
    /// <summary>Why it cannot be given up now, and what to do instead; null if it can.</summary>
    public static string? ObjectionTo(PaymentState payment) => payment.CurrentState switch
    {
        nameof(PaymentSaga.AwaitingDay) or nameof(PaymentSaga.WaitingToRetry)
            or nameof(PaymentSaga.AwaitingCustomer) => null,
        nameof(PaymentSaga.NeedsReview) =>
            $"Invoice {payment.InvoiceNumber}: nobody knows yet whether attempt {payment.AttemptNo} drew the money. " +
            "Look it up at the gateway, say payments decide --not-captured if it did not, and then abandon.",
        nameof(PaymentSaga.Captured) =>
            $"Invoice {payment.InvoiceNumber} is paid; payments refund gives money back.",
        nameof(PaymentSaga.Reversed) when !payment.IsDisputeOpen => null,
        nameof(PaymentSaga.Reversed) =>
            $"Invoice {payment.InvoiceNumber}: dispute {payment.ReversalReference} is open, and its money may still " +
            "come back. If the gateway does not tell how it ended, say payments dispute lost; then abandon.",
        nameof(PaymentSaga.Abandoned) =>
            $"The payment of invoice {payment.InvoiceNumber} is {payment.CurrentState}: nothing is tried any more.",
        _ =>
            $"The payment of invoice {payment.InvoiceNumber} is {payment.CurrentState}: attempt {payment.AttemptNo} " +
            "may still draw the money. Wait until its outcome is known (payments show says when it is looked up), " +
            "and then abandon.",
    };
}
