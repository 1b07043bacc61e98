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

/// <summary>Money back to the customer, at once and for good. Amount in smallest units.</summary>
internal sealed record Refund(
    string Id,
    string Charge,
    string Intent,
    DateTime CreatedAt,
    long Amount,
    string Currency,
    string Transaction,
    string? Reason,
    IReadOnlyDictionary<string, string> Metadata);

/// <summary>Money that the customer's bank took back. Amount in smallest units.</summary>
internal sealed record Dispute(
    string Id,
    string Charge,
    string Intent,
    DateTime CreatedAt,
    long Amount,
    string Currency,
    string Reason);
