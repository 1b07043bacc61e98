using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// A person found out what became of an attempt that could not be found out by asking. Told by <c>payments decide</c>.
/// </summary>
[MessageUrn("Charging.Payments:PaymentDecided")]
public sealed record PaymentDecided
{
    public required Guid InvoiceId { get; init; }

    /// <summary>The attempt in question. Another number means that the payment moved on.</summary>
    public required int AttemptNo { get; init; }

    /// <summary>The gateway's own name for the capture; null if nothing was captured.</summary>
    public string? GatewayReference { get; init; }
}
