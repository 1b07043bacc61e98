using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// The gateway says that captured money went back, or that it did after all not. From this worker to itself; the same
/// report may come twice, in any order, and is the same by invoice, reason, reference and amount.
/// </summary>
public sealed record ReturnReported
{
    public required Guid InvoiceId { get; init; }

    public required ReturnReason Reason { get; init; }

    /// <summary>The gateway's own name for the dispute, the refund or, with Refunded, the charge.</summary>
    public required string GatewayReference { get; init; }

    /// <summary>With Refunded all that was given back of the charge so far; else the reference's own.</summary>
    public required Money Amount { get; init; }
}

public enum ReturnReason
{
    /// <summary>The customer or the bank took the money back: a chargeback, or the return of a debit.</summary>
    Disputed,

    /// <summary>A dispute ended for us: the money is ours again.</summary>
    DisputeWon,

    /// <summary>A dispute ended against us: the money stays away.</summary>
    DisputeLost,

    /// <summary>Given back by us, by whatever way.</summary>
    Refunded,

    /// <summary>A refund came back from the customer's bank: the money is with the gateway again.</summary>
    RefundFailed,
}
