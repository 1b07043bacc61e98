namespace Charging.Operator.Watching;

/// <summary>
/// What became of a session: charged, gathering to be charged with others, or set aside with <paramref name="Aside"/>
/// as the reason. The total is the invoice's, be it of one session or several.
/// </summary>
internal sealed record Outcome(
    string SessionId,
    string CustomerId,
    DateTime? EndedAt,
    long? ChargeMinor,
    string? Currency,
    string? InvoiceNumber,
    long? TotalMinor,
    string? Payment,
    string? Receipt,
    string? Aside);
