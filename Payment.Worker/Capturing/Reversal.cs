namespace Charging.Payments;

/// <summary>Which of a gateway's reports take captured money back, and what becomes of the others.</summary>
internal static class Reversal
{
    /// <summary>
    /// A payment is reversed once, by the first report of a dispute about it, which is of no more than was captured;
    /// other reports of the same dispute change nothing.
    /// </summary>
    public static bool TakesBack(PaymentState payment, ReturnReported told) =>
        told.Reason is ReturnReported.Disputed or ReturnReported.DisputeLost
        && told.Amount.Currency == payment.Currency
        && told.Amount.Minor <= payment.AmountMinor
        && (payment.ReversalReference ?? told.GatewayReference) == told.GatewayReference;

    /// <summary>What nobody here books must not be lost: it waits for a person.</summary>
    public static InvalidOperationException IsAPersonsToBook(PaymentState payment, ReturnReported told) => new(
        $"Invoice {payment.InvoiceNumber} over {payment.Amount}, which is {payment.CurrentState}: the gateway reports " +
        $"{told.Reason} of {told.Amount} ({told.GatewayReference}). Only the first dispute of what is captured is " +
        "booked by itself. If it is captured by now, move the message back from payment-collect-payment_error; else " +
        "book this one by hand and take the message out.");
}
