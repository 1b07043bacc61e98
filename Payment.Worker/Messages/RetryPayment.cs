using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// What hindered the last attempt is said to be mended: try again now. Told by <c>payments retry</c>.
/// </summary>
[MessageUrn("Charging.Payments:RetryPayment")]
public sealed record RetryPayment
{
    public required Guid InvoiceId { get; init; }

    /// <summary>The last attempt when it was asked for. Another number means that it was tried since.</summary>
    public required int AttemptNo { get; init; }
}
