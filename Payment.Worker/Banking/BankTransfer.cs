namespace Charging.Payments.Banking;

/// <summary>
/// What of an entry of the bank's statement may pay an invoice: Left is what has not found its place yet, LastFour the
/// end of the account that it came from, where the bank says that.
/// </summary>
internal sealed record BankTransfer(Guid EntryId, long LeftMinor, string Currency, string? LastFour, bool IsReversal)
{
    public Money Left => new(LeftMinor, Currency);
}
