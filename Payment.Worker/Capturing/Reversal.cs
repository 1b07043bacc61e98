namespace Charging.Payments;

/// <summary>Which of a gateway's reports take captured money back, and what becomes of the others.</summary>
internal static class Reversal
{
    /// <summary>A payment is reversed by the first of these; the others of the same dispute change nothing.</summary>
    public static bool TakesBack(ReturnReported told) =>
        told.Reason is ReturnReported.Disputed or ReturnReported.DisputeLost;

    /// <summary>What nobody here books must not be lost: it waits for a person.</summary>
    public static InvalidOperationException IsAPersonsToBook(PaymentState payment, ReturnReported told) => new(
        $"Invoice {payment.InvoiceNumber}, which is {payment.CurrentState}: the gateway reports {told.Reason} of " +
        $"{told.Amount} ({told.GatewayReference}). Only disputes are booked by themselves; book this one by hand and " +
        "take the message out of payment-collect-payment_error.");
}
