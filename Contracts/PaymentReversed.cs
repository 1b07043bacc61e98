namespace Charging.Contracts;

/// <summary>
/// Captured money went back to the customer's bank, perhaps months later: the invoice is owed again. Told again when
/// its dispute is lost; the key is <see cref="InvoiceId"/> and <see cref="ToldNo"/>.
/// </summary>
public sealed record PaymentReversed
{
    public required Guid InvoiceId { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Money Amount { get; init; }

    /// <summary>A word of the worker's: <c>disputed</c> or <c>dispute-lost</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The gateway's own name for the dispute.</summary>
    public required string GatewayReference { get; init; }

    public required DateTime ReversedAt { get; init; }

    /// <summary>As in <see cref="PaymentCaptured"/>, whose number comes before; 2 if it was told without one.</summary>
    public int ToldNo { get; init; } = 2;
}
