namespace Charging.Sandbox;

internal enum SessionStatus
{
    Open,
    Complete,
    Expired,
}

/// <summary>
/// A page on which a customer pays once. Amount in smallest units, currency in lower case; IntentMetadata is that of
/// the payment which is made on it. Intent is null until somebody has tried to pay.
/// </summary>
internal sealed record Session(
    string Id,
    DateTime CreatedAt,
    DateTime ExpiresAt,
    long Amount,
    string Currency,
    string Name,
    string SuccessUrl,
    string? CancelUrl,
    bool KeepsMethod,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyDictionary<string, string> IntentMetadata,
    SessionStatus Status = SessionStatus.Open,
    string? Intent = null,
    string? Customer = null)
{
    /// <summary>One that has had its time is expired without a word of it.</summary>
    public SessionStatus StatusAt(DateTime now) =>
        Status is SessionStatus.Open && now >= ExpiresAt ? SessionStatus.Expired : Status;
}
