using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// The gateway says that captured money went back without our order. From this worker to itself; the same report may
/// come twice, late, in any order, and is the same by invoice, reason, reference and time.
/// </summary>
[MessageUrn("Charging.Payments:ReturnReported")]
public sealed record ReturnReported
{
    /// <summary>The customer or the bank took the money back: a chargeback, or the return of a debit.</summary>
    public const string Disputed = "disputed";

    /// <summary>A dispute ended against us: what was reported as disputed stays away.</summary>
    public const string DisputeLost = "dispute-lost";

    /// <summary>A dispute ended for us: what was reported as disputed is ours again.</summary>
    public const string DisputeWon = "dispute-won";

    public required Guid InvoiceId { get; init; }

    /// <summary>The gateway's own name for the capture; null in reports of before, which are of the only one.</summary>
    public string? CaptureReference { get; init; }

    /// <summary>When it happened, by the gateway's clock: the later of two reports counts, however they come.</summary>
    public DateTime? At { get; init; }

    /// <summary>A person says so. Told by <c>payments dispute</c>.</summary>
    public bool IsDecided { get; init; }

    /// <summary>One of the codes above.</summary>
    public required string Reason { get; init; }

    /// <summary>The gateway's own name for the dispute or the refund.</summary>
    public required string GatewayReference { get; init; }

    /// <summary>What it is about; a part of the payment perhaps.</summary>
    public required Money Amount { get; init; }
}
