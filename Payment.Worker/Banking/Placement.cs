namespace Charging.Payments.Banking;

/// <summary>
/// What became of an entry of the bank's statement, or of a part of it: less than 0 of one that left the account. It
/// is of a payout, an invoice, another entry that takes it back, or of other books. A reason is a person's.
/// </summary>
internal sealed record Placement(
    Guid EntryId, PlacementKind Kind, Money Amount, string? PayoutId = null, Guid? InvoiceId = null,
    Guid? OtherId = null, string? Reason = null);

internal enum PlacementKind
{
    Payout,
    Invoice,
    Returned,
    Elsewhere,
}
