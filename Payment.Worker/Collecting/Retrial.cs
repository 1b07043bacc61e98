using Charging.Payments.Customers;

namespace Charging.Payments.Collecting;

/// <summary>Whether a person may have a payment tried again now.</summary>
internal static class Retrial
{
    /// <param name="payment">With its attempts and disputes.</param>
    /// <param name="customer">As known now.</param>
    /// <returns>Why it cannot be tried, and what to do instead; null if it can.</returns>
    public static string? ObjectionTo(PaymentState payment, Customer? customer) => payment.CurrentState switch
    {
        nameof(PaymentSaga.WaitingToRetry) or nameof(PaymentSaga.AwaitingCustomer) => null,
        nameof(PaymentSaga.Reversed) => OfReversed(payment, customer),
        var state =>
            $"The payment of invoice {payment.InvoiceNumber} is {state}: only one that is WaitingToRetry, " +
            "AwaitingCustomer or Reversed can be tried again; see payments show.",
    };

    private static string? OfReversed(PaymentState payment, Customer? customer)
    {
        var history = History.Of(payment) with { RetryAskedAfter = payment.AttemptNo };
        if (payment.IsDisputeOpen)
            return $"Invoice {payment.InvoiceNumber}: dispute {payment.ReversalReference} is open, so nothing is " +
                "drawn. Wait until the bank has decided; if the gateway does not tell, say payments dispute lost.";
        if (history is not { Returned: { } returned, Held: null })
            return $"Invoice {payment.InvoiceNumber}: what went back is not drawn again by itself, because it was a " +
                "part, was drawn twice already, or stands beside refunds or credit notes. Agree with the customer, " +
                "and give it up with payments abandon.";
        return DisputePlan.Methods(returned, history, customer).Count > 0 ? null :
            $"Invoice {payment.InvoiceNumber}: customer {payment.CustomerId} has no other card or account on file " +
            "than what the money went back to, or what was refused for good. Keep another one and it is drawn, or " +
            "give it up with payments abandon.";
    }
}
