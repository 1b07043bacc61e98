using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// A person found out what became of a refund that could not be found out by asking. Told by
/// <c>payments decide-refund</c>.
/// </summary>
[MessageUrn("Charging.Payments:RefundDecided")]
public sealed record RefundDecided
{
    public required Guid InvoiceId { get; init; }

    public required int RefundNo { get; init; }

    /// <summary>The gateway's own name for the refund; null if nothing was given back.</summary>
    public string? GatewayReference { get; init; }
}
