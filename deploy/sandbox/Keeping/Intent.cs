namespace Charging.Sandbox;

internal enum IntentStatus
{
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    Succeeded,
    Canceled,
}

/// <summary>
/// A payment intent at one moment. Amount in smallest units, currency in lower case; Attempts counts confirmations.
/// </summary>
internal sealed record Intent(
    string Id,
    DateTime CreatedAt,
    long Amount,
    string Currency,
    IntentStatus Status,
    string MethodType,
    string? Method,
    string? Customer,
    string? Mandate,
    IReadOnlyDictionary<string, string> Metadata,
    int Attempts = 0,
    string? LatestCharge = null,
    Decline? LastError = null,
    DateTime? CanceledAt = null,
    string? CancellationReason = null)
{
    /// <summary>Metadata invoice_id, by which attempts are counted and the ledger is judged.</summary>
    public string? InvoiceId => Metadata.GetValueOrDefault("invoice_id");
}

/// <summary>Why money was not drawn, in Stripe's words, and in those of the bank's own network.</summary>
internal sealed record Decline(
    string Code,
    string? DeclineCode,
    string Message,
    string? AdviceCode = null,
    string? NetworkDeclineCode = null,
    string? NetworkAdviceCode = null);
