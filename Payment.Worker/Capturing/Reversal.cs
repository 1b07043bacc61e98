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

    /// <summary>What went back was drawn first: while that may still come to be known, the report is early.</summary>
    public static Exception Refusal(PaymentState payment, ReturnReported told) =>
        payment.Attempts.Any(attempt => attempt.IsUnresolved)
            ? new EarlyReportException(payment)
            : IsAPersonsToBook(payment, told);

    /// <summary>What nobody here books must not be lost: it waits for a person.</summary>
    private static InvalidOperationException IsAPersonsToBook(PaymentState payment, ReturnReported told) => new(
        $"Invoice {payment.InvoiceNumber} over {payment.Amount}, which is {payment.CurrentState}: the gateway " +
        $"reports {told.Reason} of {told.Amount} ({told.GatewayReference}). Only the first dispute of what is " +
        "captured is booked by itself. If the money is not known to be captured, see what the gateway says of it, " +
        "and move the message back from payment-collect-payment_error once it is; else book this one by hand and " +
        "take the message out.");
}
