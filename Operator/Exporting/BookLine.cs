namespace Charging.Operator.Exporting;

/// <summary>
/// A line of the ledger, and the document that it is of: an invoice's number, or the gateway's name of a payout.
/// </summary>
internal sealed record BookLine(
    Guid EntryId, DateTime BookedAt, string Event, string DebitAccount, string CreditAccount, long AmountMinor,
    string Currency, string? Document, string? CustomerId, string? SellerCode);

/// <summary>How many lines move money between two accounts, in one currency, of one seller.</summary>
internal sealed record BookMovement(
    string DebitAccount, string CreditAccount, string Currency, string? SellerCode, long Lines);
