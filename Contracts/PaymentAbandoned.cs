namespace Charging.Contracts;

/// <summary>An invoice could not be collected, or what was drawn went back, and it is not tried again.</summary>
public sealed record PaymentAbandoned
{
    public required Guid InvoiceId { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Money Amount { get; init; }

    public required AbandonReason Reason { get; init; }

    /// <summary>What was tried, oldest first; empty when there was nothing to try.</summary>
    public required IReadOnlyList<PaymentAttempt> Attempts { get; init; }

    public required DateTime AbandonedAt { get; init; }

    /// <summary>As in <see cref="PaymentCaptured"/>; the key with <see cref="InvoiceId"/>.</summary>
    public int ToldNo { get; init; } = 1;
}

/// <summary>One try to draw the amount, with what came of it.</summary>
public sealed record PaymentAttempt
{
    public required int AttemptNo { get; init; }

    public required PaymentMethodKind MethodKind { get; init; }

    public required string LastFour { get; init; }

    /// <summary>The gateway's code for the decline.</summary>
    public required string Code { get; init; }

    public required DateTime At { get; init; }
}

public enum AbandonReason
{
    /// <summary>Nothing is on file that could be drawn.</summary>
    NoPaymentMethod,

    /// <summary>Every method on file was refused for good.</summary>
    MethodsRefused,

    /// <summary>The gateway draws nothing so small, by whatever method.</summary>
    AmountTooSmall,

    /// <summary>The retry ladder is at its end.</summary>
    RetriesUsedUp,

    /// <summary>A person decided so.</summary>
    Decided,

    /// <summary>Credit notes have left nothing to pay.</summary>
    Credited,
}
