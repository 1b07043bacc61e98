namespace Charging.Contracts;

/// <summary>The customer's mail has left. The key is <see cref="MailId"/>.</summary>
public sealed record ReceiptSent
{
    public required Guid InvoiceId { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required ReceiptKind Kind { get; init; }

    /// <summary>The Message-ID of the mail; a repeat has the same.</summary>
    public required string MailId { get; init; }

    public required DateTime SentAt { get; init; }
}

public enum ReceiptKind
{
    /// <summary>Paid in full; the paid invoice is attached.</summary>
    Receipt,

    /// <summary>
    /// We could not collect; the invoice is attached, with what to do. Or it was credited whole before that: the credit
    /// notes are attached too, and there is nothing to do.
    /// </summary>
    NotCollected,

    /// <summary>Only the customer can mend it: their data are out of date, or their bank wants a word.</summary>
    ActionNeeded,

    /// <summary>A part or all was given back; the paid invoice is attached. One mail for each refund.</summary>
    Refund,

    /// <summary>The customer's bank took the payment back; the invoice is attached, with what to do.</summary>
    Reversal,

    /// <summary>A dispute was lost, or a return is final; the invoice is attached, with what to do.</summary>
    DisputeLost,

    /// <summary>A dispute was won: the invoice is paid again, and is attached so.</summary>
    Reinstated,

    /// <summary>A credit note that gives no money back is attached. One mail for each.</summary>
    Credit,
}
