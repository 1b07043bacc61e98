namespace Charging.Payments.Collecting;

/// <summary>Whether a customer may pay an invoice by themselves at this moment, and why not.</summary>
internal abstract record Payable
{
    private Payable()
    {
    }

    public sealed record Yes(Money Left) : Payable;

    /// <summary>Something is on its way that may draw it, or a person has to find out.</summary>
    public sealed record InWork : Payable;

    public sealed record Paid : Payable;

    /// <summary>Credit notes have left nothing to pay, or it is too little to be drawn.</summary>
    public sealed record Nothing : Payable;

    /// <summary>The customer's bank has it, or had: that is spoken about, not paid on a page.</summary>
    public sealed record Disputed : Payable;

    /// <param name="payment">As its row has it.</param>
    /// <param name="attempts">All of the invoice.</param>
    public static Payable Of(PaymentState payment, IReadOnlyList<Attempt> attempts)
    {
        var captures = attempts.Where(attempt => attempt.Status == AttemptStatus.Captured).ToList();
        if (payment.CurrentState == nameof(PaymentSaga.Captured)) return new Paid();
        if (captures.Any(one => one.ReturnedAt is null) && payment.ReversedAt is null) return new Paid();
        if (payment.IsCreditedWhole || payment.AbandonReason == AbandonReason.AmountTooSmall) return new Nothing();
        if (attempts.Any(attempt => attempt.IsUnresolved)) return new InWork();

        return payment.CurrentState switch
        {
            // What went back for good is owed as it was, and only whole.
            nameof(PaymentSaga.Reversed) when !payment.IsDisputeOpen && payment.CreditedMinor == 0
                && captures is [{ ReturnedAt: not null }] => new Yes(payment.LeftToPay),
            nameof(PaymentSaga.Reversed) => new Disputed(),
            nameof(PaymentSaga.Abandoned) when captures.Count > 0 => new Disputed(),
            nameof(PaymentSaga.WaitingToRetry) or nameof(PaymentSaga.AwaitingCustomer)
                or nameof(PaymentSaga.Abandoned) => new Yes(payment.LeftToPay),
            _ => new InWork(),
        };
    }
}
