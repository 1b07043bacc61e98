namespace Charging.Sandbox;

internal enum ChargeStatus
{
    Pending,
    Succeeded,
    Failed,
}

/// <summary>One confirmation of an intent. Amounts in smallest units; Refunds counts them.</summary>
internal sealed record Charge(
    string Id,
    string Intent,
    DateTime CreatedAt,
    long Amount,
    string Currency,
    ChargeStatus Status,
    string MethodType,
    string Method,
    string? Customer,
    IReadOnlyDictionary<string, string> Metadata,
    Decline? Failure = null,
    string? Transaction = null,
    long AmountRefunded = 0,
    int Refunds = 0,
    bool Disputed = false);

internal enum RefundStatus
{
    Succeeded,

    /// <summary>The customer's bank sent it back; the money is the merchant's again.</summary>
    Failed,
}

/// <summary>Money back to the customer, at once. Amount in smallest units.</summary>
internal sealed record Refund(
    string Id,
    string Charge,
    string Intent,
    DateTime CreatedAt,
    long Amount,
    string Currency,
    string Transaction,
    string? Reason,
    IReadOnlyDictionary<string, string> Metadata,
    RefundStatus Status = RefundStatus.Succeeded,
    string? FailureReason = null);

internal enum DisputeStatus
{
    NeedsResponse,
    Won,
    Lost,
}

/// <summary>Money that the customer's bank took back. Amount in smallest units.</summary>
internal sealed record Dispute(
    string Id,
    string Charge,
    string Intent,
    DateTime CreatedAt,
    long Amount,
    string Currency,
    string Reason,
    DisputeStatus Status = DisputeStatus.NeedsResponse,
    bool IsWithdrawn = false,
    int Closings = 0);
