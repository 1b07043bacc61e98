namespace Charging.Payments.Collecting;

/// <summary>Whether a person may have a payment tried again now.</summary>
internal static class Retrial
{
    /// <param name="payment">As it stands.</param>
    /// <param name="found">Its attempts, its disputes, and the customer as known now.</param>
    /// <returns>Why it cannot be tried, and what to do instead; null if it can.</returns>
    public static string? ObjectionTo(PaymentState payment, Findings found) => payment.CurrentState switch
    {
        _ when payment.CheckoutNo is { } open =>
            $"The customer may be paying invoice {payment.InvoiceNumber} on page {open} of the gateway at this " +
            "moment; it is tried again once that is closed. Wait for it: Paying__Page__OpenFor says how long at most.",
        nameof(PaymentSaga.WaitingToRetry) or nameof(PaymentSaga.AwaitingCustomer) => null,
        nameof(PaymentSaga.AwaitingDay) => OfAnnounced(payment, found),
        nameof(PaymentSaga.Reversed) => OfReversed(payment, found),
        var state =>
            $"The payment of invoice {payment.InvoiceNumber} is {state}: only one that is WaitingToRetry, " +
            "AwaitingCustomer or Reversed can be tried again; see payments show.",
    };

    /// <summary>Nothing is drawn before its day; what could not be told is told once more.</summary>
    private static string? OfAnnounced(PaymentState payment, Findings found) =>
        found.Notices is [.., { SentAt: not null } notice]
            ? $"The payment of invoice {payment.InvoiceNumber} is {payment.CurrentState}: the customer was told that " +
                $"it is drawn on {notice.DrawOn:yyyy-MM-dd}, and it is not drawn before."
            : null;

    private static string? OfReversed(PaymentState payment, Findings found)
    {
        var history = History.Of(payment, found) with { RetryAskedAfter = payment.AttemptNo };
        if (payment.IsDisputeOpen)
            return $"Invoice {payment.InvoiceNumber}: dispute {payment.ReversalReference} is open, so nothing is " +
                "drawn. Wait until the bank has decided; if the gateway does not tell, say payments dispute lost.";
        if (history is not { Returned: { } returned, Held: null })
            return $"Invoice {payment.InvoiceNumber}: what went back is not drawn again by itself, because it was a " +
                "part, was drawn twice already, or stands beside refunds or credit notes. Agree with the customer, " +
                "and give it up with payments abandon.";
        return DisputePlan.Methods(returned, history, found.Customer).Count > 0 ? null :
            $"Invoice {payment.InvoiceNumber}: customer {payment.CustomerId} has no other card or account on file " +
            "than what the money went back to, or what was refused for good. Keep another one and it is drawn, or " +
            "give it up with payments abandon.";
    }
}
