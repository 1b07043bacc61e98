using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// The gateway says that somebody gave money back on its own pages. From this worker to itself; the same report may
/// come twice, and is the same by its reference.
/// </summary>
[MessageUrn("Charging.Payments:RefundReported")]
public sealed record RefundReported
{
    public required Guid InvoiceId { get; init; }

    /// <summary>The gateway's own name for the refund.</summary>
    public required string GatewayReference { get; init; }

    public required Money Amount { get; init; }

    /// <summary>It was made and did not arrive: the money is at the gateway again.</summary>
    public bool HasFailed { get; init; }
}
