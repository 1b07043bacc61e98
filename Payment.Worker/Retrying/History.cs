namespace Charging.Payments;

/// <summary>
/// What happened to a payment so far. Attempts are all of the invoice, in order of their numbers; RetryAskedAfter is
/// the last of them after which another was asked for, 0 if never.
/// </summary>
internal sealed record History(IReadOnlyList<Attempt> Attempts, DateTime CreatedAt, int RetryAskedAfter)
{
    /// <summary>A person decided that nothing more is tried.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>Credit notes have left nothing to pay.</summary>
    public bool IsCreditedWhole { get; init; }

    /// <summary>What was declined within a day for the customer's other invoices; null if not looked at.</summary>
    public IReadOnlyList<DeclinedElsewhere>? Elsewhere { get; init; }

    public static History Of(PaymentState payment) => new(payment.Attempts, payment.CreatedAt, payment.RetryAskedAfter)
    {
        IsGivenUp = payment.AbandonNote is not null,
        IsCreditedWhole = payment.IsCreditedWhole,
        Elsewhere = payment.Elsewhere,
    };
}

/// <summary>A declined try on this method for another invoice.</summary>
internal sealed record DeclinedElsewhere(string MethodToken, DateTime StartedAt);
