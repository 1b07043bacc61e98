namespace Charging.Payments.Ledger;

/// <summary>
/// Moves an amount (more than 0) from one account to another. The id is derived from what happened, so booking the same
/// thing again books nothing. Whoever books says what that is; here are accounts and amounts alone.
/// </summary>
internal sealed record LedgerEntry(
    Guid EntryId,
    Guid? InvoiceId,
    LedgerEvent Event,
    string DebitAccount,
    string CreditAccount,
    long AmountMinor,
    string Currency,
    DateTime BookedAt,
    string? PayoutId = null,
    Guid? BankKey = null)
{
    private static readonly Guid Namespace = new("8e0f3d53-8f4b-5f0e-9a55-1d0b0c6b7a42");

    /// <summary>Of an invoice.</summary>
    /// <param name="key">What happened; the same key is the same entry.</param>
    /// <param name="invoiceId">Whose.</param>
    /// <param name="what">The kind of what happened.</param>
    /// <param name="debit">One of <see cref="Account"/>, as the next.</param>
    /// <param name="credit">Another.</param>
    /// <param name="amount">More than 0.</param>
    /// <param name="at">When it happened.</param>
    public static LedgerEntry Of(
        string key, Guid invoiceId, LedgerEvent what, string debit, string credit, Money amount, DateTime at) => new(
            NameBasedId.Of(Namespace, key), invoiceId, what, debit, credit, amount.Minor, amount.Currency, at);

    /// <summary>Of a payout, whose invoices are many.</summary>
    /// <param name="payoutId">Which; with the event it is the key.</param>
    /// <param name="what">The kind of what happened.</param>
    /// <param name="debit">One of <see cref="Account"/>, as the next.</param>
    /// <param name="credit">Another.</param>
    /// <param name="amount">More than 0.</param>
    /// <param name="at">When it is booked.</param>
    public static LedgerEntry OfPayout(
        string payoutId, LedgerEvent what, string debit, string credit, Money amount, DateTime at) => new(
            NameBasedId.Of(Namespace, $"payout {payoutId}\n{what}"), null, what, debit, credit, amount.Minor,
            amount.Currency, at, payoutId);

    /// <summary>Of a bank's statement.</summary>
    /// <param name="bankKey">The entry of it, or the statement itself.</param>
    /// <param name="no">Counts what is booked of that.</param>
    /// <param name="what">The kind of what happened.</param>
    /// <param name="debit">One of <see cref="Account"/>, as the next.</param>
    /// <param name="credit">Another.</param>
    /// <param name="amount">Not 0; where it is less, credit and debit change places.</param>
    /// <param name="at">When it is booked.</param>
    public static LedgerEntry OfBank(
        Guid bankKey, int no, LedgerEvent what, string debit, string credit, Money amount, DateTime at) => new(
            NameBasedId.Of(Namespace, $"bank {bankKey}\n{what}\n{no}"), null, what,
            amount.Minor > 0 ? debit : credit, amount.Minor > 0 ? credit : debit, Math.Abs(amount.Minor),
            amount.Currency, at, BankKey: bankKey);
}

/// <summary>The accounts there are; the database knows no others.</summary>
internal static class Account
{
    /// <summary>What customers owe.</summary>
    public const string Receivable = "receivable";

    public const string Revenue = "revenue";
    public const string Tax = "tax";

    /// <summary>What invoices and credit notes are rounded by.</summary>
    public const string Rounding = "rounding";

    /// <summary>What the gateway owes us until it pays out.</summary>
    public const string Clearing = "gateway_clearing";

    public const string GatewayFee = "gateway_fee";
    public const string Bank = "bank";

    /// <summary>What nobody is asked for any more.</summary>
    public const string WriteOff = "write_off";

    /// <summary>What came to the bank account, or left it, and is of no invoice or payout that is known.</summary>
    public const string Suspense = "suspense";

    /// <summary>What of the bank account is in other books: what it began with, the bank's charges, wages.</summary>
    public const string Elsewhere = "elsewhere";
}

internal enum LedgerEvent
{
    Raised,
    Captured,
    Refunded,
    RefundFailed,
    Returned,
    Reinstated,
    Fee,
    PaidOut,
    WrittenOff,
    WrittenBack,
    Credited,

    /// <summary>What a bank account began with, less what was booked of it before.</summary>
    Opened,

    /// <summary>An entry of a bank's statement.</summary>
    Banked,

    /// <summary>It was found what an entry in suspense is of.</summary>
    Placed,
}
