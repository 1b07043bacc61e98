using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// A payment has waited long enough for its next attempt. From this worker to itself; the row of the schedule is its
/// source. Public like every message: the exchange of an internal type would not survive the broker's restart.
/// </summary>
[MessageUrn("Charging.Payments:RetryDue")]
public sealed record RetryDue
{
    public required Guid InvoiceId { get; init; }

    /// <summary>
    /// The last attempt when the payment began to wait; 0 if there was none. Another number means it moved on.
    /// </summary>
    public required int AttemptNo { get; init; }
}
