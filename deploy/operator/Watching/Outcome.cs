namespace Charging.Operator.Watching;

/// <summary>What became of a session: charged, or set aside with <paramref name="Aside"/> as the reason.</summary>
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
