using Charging.Payments.Messages;

namespace Charging.Payments.Collecting;

/// <summary>Which of a gateway's reports are of money that was captured here, and what becomes of the others.</summary>
internal static class Reversal
{
    /// <summary>Takes in what the gateway or a person says of a dispute; the plan decides what that means.</summary>
    /// <exception cref="Exception">Nothing is captured that could have gone back, or not as much.</exception>
    public static Findings Take(PaymentState payment, Findings found, ReturnReported told)
    {
        if (!IsPossible(payment, found, told)) throw Refusal(payment, found, told);

        var reference = told.CaptureReference ?? found.Attempts.First(one => one.Status == AttemptStatus.Captured)
            .GatewayReference!;
        var before = found.Disputes.FirstOrDefault(one => one.Reference == told.GatewayReference);
        var after = before?.After(told) ?? Dispute.First(told, reference);
        return after == before ? found : found with
        {
            Reported = new ReportedDispute(after, IsMoved: after.Moves != (before?.Moves ?? 0)),
            Disputes = [.. found.Disputes.Where(one => one.Reference != after.Reference), after],
        };
    }

    /// <summary>Of a capture that is known, in its currency, and of no more than was captured.</summary>
    private static bool IsPossible(PaymentState payment, Findings found, ReturnReported told) =>
        told.Amount.Currency == payment.Currency
        && found.Attempts.FirstOrDefault(attempt => attempt.Status == AttemptStatus.Captured
            && (told.CaptureReference ?? attempt.GatewayReference) == attempt.GatewayReference) is { } capture
        && found.Disputes
            .Where(one => one.CaptureReference == capture.GatewayReference && one.Reference != told.GatewayReference)
            .Sum(one => one.IsAway ? one.AmountMinor : 0) + told.Amount.Minor <= capture.AmountMinor;

    /// <summary>What went back was drawn first: while that may still come to be known, the report is early.</summary>
    private static Exception Refusal(PaymentState payment, Findings found, ReturnReported told) =>
        found.Attempts.Any(attempt => attempt.IsUnresolved)
            ? new EarlyReportException(payment)
            : IsAPersonsToBook(payment, told);

    /// <summary>What nobody here books must not be lost: it waits for a person.</summary>
    private static InvalidOperationException IsAPersonsToBook(PaymentState payment, ReturnReported told) => new(
        $"Invoice {payment.InvoiceNumber} over {payment.Amount}, which is {payment.CurrentState}: the gateway " +
        $"reports {told.Reason} of {told.Amount} ({told.GatewayReference}), and no capture is known here of which so " +
        "much could go back. If the money is not known to be captured, see what the gateway says of it, and move the " +
        "message back from payment-collect-payment_error once it is; else it is of another system.");
}
