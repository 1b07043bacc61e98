namespace Charging.Payments;

/// <summary>
/// What hindered the last attempt is said to be mended: try again now. Told by <c>payments retry</c>.
/// </summary>
public sealed record RetryPayment
{
    public required Guid InvoiceId { get; init; }

    /// <summary>The last attempt when it was asked for. Another number means that it was tried since.</summary>
    public required int AttemptNo { get; init; }
}
