namespace Charging.Payments;

/// <summary>Which of a gateway's reports take captured money back, and what becomes of the others.</summary>
internal static class Reversal
{
    /// <summary>A payment is reversed by the first of these; the others of the same dispute change nothing.</summary>
    public static bool TakesBack(ReturnReported told) =>
        told.Reason is ReturnReported.Disputed or ReturnReported.DisputeLost;

    /// <summary>What went back was drawn first. While that is not known here, the report is handled again.</summary>
    public static void NeedsCapture(PaymentState payment, ReturnReported told)
    {
        if (payment.Next is NextStep.Captured) return;
        throw payment.Attempts.Any(attempt => attempt.IsUnresolved)
            ? new EarlyReportException(payment)
            : IsAPersonsToBook(payment, told);
    }

    /// <summary>What nobody here books must not be lost: it waits for a person.</summary>
    public static InvalidOperationException IsAPersonsToBook(PaymentState payment, ReturnReported told) => new(
        $"Invoice {payment.InvoiceNumber}, which is {payment.CurrentState}: the gateway reports {told.Reason} of " +
        $"{told.Amount} ({told.GatewayReference}). " + (payment.CurrentState is "Captured" or "Reversed"
            ? "Only disputes are booked by themselves; book this one by hand and take the message out of " +
              "payment-collect-payment_error."
            : "That money is not known to be captured: see what the gateway says of it, use payments decide where " +
              "the payment needs review, and move the message back from payment-collect-payment_error."));
}
