namespace Charging.Contracts;

/// <summary>
/// A part or all of what was captured was given back; the invoice stays paid and as it is. The key is
/// <see cref="RefundId"/>.
/// </summary>
public sealed record PaymentRefunded
{
    /// <summary>
    /// The reason of a refund that gives back what was drawn twice: the invoice was paid once, and stays so, whole.
    /// </summary>
    public const string DrawnTwice = "drawn-twice";

    public required Guid InvoiceId { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Guid RefundId { get; init; }

    /// <summary>More than 0; all refunds of an invoice together are not more than was captured.</summary>
    public required Money Amount { get; init; }

    /// <summary>As the customer reads it; null for a refund that was made on the gateway's own pages.</summary>
    public string? Reason { get; init; }

    /// <summary>The gateway's own name for the refund.</summary>
    public required string GatewayReference { get; init; }

    public required DateTime RefundedAt { get; init; }
}
