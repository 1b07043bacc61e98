using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// It is time to ask the gateway what became of a refund, or the gateway says itself that there is something to see.
/// From this worker to itself.
/// </summary>
[MessageUrn("Charging.Payments:RefundDue")]
public sealed record RefundDue
{
    public required Guid InvoiceId { get; init; }

    /// <summary>Which refund of the invoice; the first is 1.</summary>
    public required int RefundNo { get; init; }
}
