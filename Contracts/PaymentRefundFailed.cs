namespace Charging.Contracts;

/// <summary>
/// The customer's bank did not take a refund, so what was told as <see cref="PaymentRefunded"/> is not given back. The
/// key is <see cref="RefundId"/>; the two may be heard in any order.
/// </summary>
public sealed record PaymentRefundFailed
{
    public required Guid InvoiceId { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Guid RefundId { get; init; }

    public required Money Amount { get; init; }

    /// <summary>The gateway's own name for the refund.</summary>
    public required string GatewayReference { get; init; }

    public required DateTime FailedAt { get; init; }
}
