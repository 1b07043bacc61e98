namespace Charging.Documents.Pdf;

/// <summary>What has become of an invoice by the time that it is printed.</summary>
public abstract record PaymentStatus
{
    /// <summary>The invoice's credit notes, the oldest first.</summary>
    public IReadOnlyList<CreditNoteIssued> Credits { get; init; } = [];

    /// <summary>Of what was to be paid, that which no credit note gives back.</summary>
    internal Money LeftOf(InvoiceCreated invoice) =>
        Credits.Aggregate(invoice.Total, (left, note) => left - note.Payable);

    public sealed record Paid(PaymentCaptured Payment) : PaymentStatus;

    /// <summary>It is being drawn; there is nothing to say to the customer.</summary>
    public sealed record Due : PaymentStatus;

    /// <summary>It will be drawn from an account, on a day that the customer is told.</summary>
    public sealed record Announced(AnnouncedDebit Debit) : PaymentStatus;

    /// <summary>It can be drawn once the customer names a card or an account.</summary>
    public sealed record AwaitsCustomer : PaymentStatus;

    /// <summary>Nothing draws so small an amount, and nobody asks for it.</summary>
    public sealed record TooSmall : PaymentStatus;

    /// <summary>Nothing more is tried, for whatever reason.</summary>
    public sealed record NotCollected : PaymentStatus;
}
