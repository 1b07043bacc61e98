using Charging.Documents;

namespace Charging.Payments.Facts;

/// <summary>
/// All that a mail may say of an invoice's payment, in the words of the contracts: whoever writes it needs to know
/// nothing else of this worker. What is of no interest to a mail of that kind is null or empty.
/// </summary>
internal sealed record PaymentFacts(InvoiceCreated Invoice)
{
    /// <summary>Where mails go to; null while nobody by the invoice's customer id is known.</summary>
    public Contact? Contact { get; init; }

    /// <summary>When it was captured or given up.</summary>
    public DateTime? SettledAt { get; init; }

    /// <summary>Why it was given up.</summary>
    public AbandonReason? AbandonReason { get; init; }

    /// <summary>It was settled otherwise before, so there may be several receipts.</summary>
    public bool IsToldAnew { get; init; }

    public LastAttempt? LastAttempt { get; init; }

    public PaymentCaptured? Paid { get; init; }

    public PaymentReversed? Reversed { get; init; }

    /// <summary>The debit that the customer is told before it is drawn.</summary>
    public AnnouncedDebit? Announced { get; init; }

    /// <summary>When that was decided.</summary>
    public DateTime? AnnouncedAt { get; init; }

    /// <summary>Until when another card or account is drawn for what went back; null if none is.</summary>
    public DateTime? DrawnUntil { get; init; }

    /// <summary>The refund that the mail is about.</summary>
    public PaymentRefunded? Refund { get; init; }

    /// <summary>The credit note that the mail is about, which gives no money back.</summary>
    public SettledNote? Credit { get; init; }

    /// <summary>The credit notes that go with the mail.</summary>
    public IReadOnlyList<CreditNoteIssued> Notes { get; init; } = [];
}

/// <summary>
/// The last try to draw it. Code is the gateway's, or our own for a fault of ours; EndedAt is when it was captured or
/// declined.
/// </summary>
internal sealed record LastAttempt(
    PaymentMethodKind MethodKind, string MethodBrand, string LastFour, string? Code, bool IsDeclined, bool IsOurFault,
    DateTime? EndedAt);

/// <summary>A credit note and when it was settled; what it credits was given back before, or was never paid.</summary>
internal sealed record SettledNote(CreditNoteIssued Note, DateTime SettledAt, bool IsGivenBackBefore);
