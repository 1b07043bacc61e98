using Charging.Payments.Gateway;

namespace Charging.Payments.CheckingOut;

/// <summary>
/// One page of the gateway on which a customer may pay an invoice by themselves; they count 1, 2, 3 … within it.
/// While one is not closed, nothing else is drawn for the invoice. AmountMinor is what was left to pay when it was
/// opened, CreditedMinor what credit notes had taken off by then. Reference and Url are the gateway's, null until it
/// answered: until then nobody has the address. From OpenUntil on we close it ourselves.
/// </summary>
internal sealed record Checkout(
    Guid InvoiceId,
    int CheckoutNo,
    long AmountMinor,
    string Currency,
    long CreditedMinor,
    bool KeepsMethod,
    string? Reference,
    string? Url,
    CheckoutStatus Status,
    DateTime OpenedAt,
    DateTime OpenUntil,
    DateTime? ClosedAt)
{
    /// <summary>A call that opens one is done by then, or nobody waits for its answer.</summary>
    private static readonly TimeSpan OpensWithin = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan AskedAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The gateway forgets it by itself then, should we never come to close it.</summary>
    private static readonly TimeSpan Longer = TimeSpan.FromHours(1);

    public Money Amount => new(AmountMinor, Currency);

    public string IdempotencyKey => $"checkout:{InvoiceId}:{CheckoutNo}";

    public DateTime ExpiresAt => OpenUntil + Longer;

    public PageRequest ToRequest() => new(InvoiceId, CheckoutNo, IdempotencyKey, Amount, KeepsMethod, ExpiresAt)
    {
        GatewayReference = Reference,
    };

    /// <summary>So long nothing else is drawn; a gateway that does not say that it has ended is asked again.</summary>
    public DateTime PausesUntil(DateTime now) => OpenUntil > now ? OpenUntil : now + AskedAgainAfter;

    public bool IsOpening(DateTime now) => Reference is null && now < OpenedAt + OpensWithin;

    /// <summary>
    /// It has had its time, or asks for what is not owed so any more; and one without an address is nobody's.
    /// </summary>
    public bool MustEnd(Money left, DateTime now) =>
        Amount != left || now >= OpenUntil || (Reference is null && !IsOpening(now));
}

/// <summary>Paid and closed are final.</summary>
internal enum CheckoutStatus
{
    /// <summary>Stored; the gateway was or was not asked for it.</summary>
    Started,

    Open,

    /// <summary>The customer has paid by it; the attempt of that stands beside it.</summary>
    Paid,

    /// <summary>Nobody can pay by it any more.</summary>
    Closed,
}
