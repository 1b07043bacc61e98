namespace Charging.Load.Floor;

/// <summary>What the bare chain sends, with no more in it than its next hop writes.</summary>
internal sealed record BareSession(
    Guid SessionId, int CustomerId, DateTime StartedAt, DateTime EndedAt, int Legs, string Source, string Service);

internal sealed record BareUsage(
    Guid SessionId, int CustomerId, int Seconds, decimal Amount, string Currency, DateTime RatedAt);

internal sealed record BareInvoice(
    Guid InvoiceId, Guid SessionId, long Number, int CustomerId, decimal Net, decimal Tax, decimal Total,
    string Currency);

internal sealed record BarePayment(Guid InvoiceId, decimal Amount, string Currency, string GatewayReference);
