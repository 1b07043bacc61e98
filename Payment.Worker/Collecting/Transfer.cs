using Charging.Payments.Banking;

namespace Charging.Payments.Collecting;

/// <summary>
/// Whether money that came to the bank pays an invoice: all that is owed of it, and no part. What is more than that
/// stays in suspense.
/// </summary>
internal static class Transfer
{
    /// <summary>With the attempt that the transfer becomes; as it was where it cannot be taken.</summary>
    public static Findings Take(PaymentState payment, Findings found, BankTransfer transfer, DateTime now)
    {
        if (ObjectionTo(payment, found, transfer) is not null) return found;

        var paid = Attempt.Transferred(payment, found.Attempts.Count + 1, transfer, now);
        return found with { Attempts = [.. found.Attempts, paid], Transfer = paid };
    }

    /// <summary>Why it does not pay the invoice, and what to do; null if it does.</summary>
    public static string? ObjectionTo(PaymentState payment, Findings found, BankTransfer transfer)
    {
        var (number, owed, left) = (payment.InvoiceNumber, payment.LeftToPay, transfer.Left);
        if (transfer.IsReversal || left.Minor <= 0) return $"{left} did not come to pay {number}: it was taken back.";
        if (left.Currency != payment.Currency)
            return $"{left} does not pay {number}, which is in {payment.Currency}; return it, or place it elsewhere.";
        if (payment.CurrentState == nameof(PaymentSaga.Captured))
            return $"{number} is paid already; return the money, or assign it to another invoice.";
        if (payment.IsCreditedWhole) return $"{number} is credited whole; return the money.";
        if (found.Checkout is not null)
            return $"{number} may be paid on a page of the gateway at this moment. It is offered again by itself.";
        if (found.Attempts.Any(attempt => attempt.IsUnresolved))
            return $"{number} is {payment.CurrentState}: an attempt may still draw it. It is offered again by itself.";
        if (found.Attempts.Any(one => one is { Status: AttemptStatus.Captured, ReturnedAt: null }))
            return $"{number} was drawn, and what of it is away is disputed or a part; place the money elsewhere.";
        return left.Minor < owed.Minor
            ? $"{left} is less than the {owed} that are owed of {number}, and an invoice is paid whole; return it."
            : null;
    }
}
