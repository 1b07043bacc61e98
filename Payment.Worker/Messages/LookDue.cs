using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// It is time to ask the gateway what became of an attempt, or of a page of it. From this worker to itself.
/// </summary>
[MessageUrn("Charging.Payments:LookDue")]
public sealed record LookDue
{
    public required Guid InvoiceId { get; init; }

    /// <summary>The attempt without an answer. Another number means the payment moved on.</summary>
    public required int AttemptNo { get; init; }

    /// <summary>The gateway itself said that there is something to see: it is asked now, whatever its turn.</summary>
    public bool IsReported { get; init; }

    /// <summary>The page of the gateway that is to be looked at instead, on which the customer may have paid.</summary>
    public int? CheckoutNo { get; init; }
}
