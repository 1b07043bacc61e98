using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>Give up what is not collected yet. Told by <c>payments abandon</c>.</summary>
[MessageUrn("Charging.Payments:AbandonPayment")]
public sealed record AbandonPayment
{
    public required Guid InvoiceId { get; init; }

    /// <summary>Why, for people of the provider.</summary>
    public required string Reason { get; init; }
}
