namespace Charging.Payments;

/// <summary>
/// What a mail tells: what <see cref="ReceiptKind"/> has, and what no other worker hears of.
/// </summary>
internal enum MailKind
{
    Receipt,
    NotCollected,
    ActionNeeded,
    Refund,
    Reversal,
    DisputeLost,
    Reinstated,
    Credit,

    /// <summary>A debit will be drawn; the invoice is attached. One mail for each notice.</summary>
    Notice,
}
