namespace Charging.Contracts;

/// <summary>
/// A part of an invoice, or all that was left of it, was credited. The message is the whole document (EN 16931 terms in
/// brackets); amounts are positive where the customer is given back. Never changed once told; the key is
/// <see cref="CreditNoteId"/>.
/// </summary>
public sealed record CreditNoteIssued
{
    /// <summary>UUIDv5 of the invoice id and of what asked for the credit.</summary>
    public required Guid CreditNoteId { get; init; }

    /// <summary>Without a gap within its series (BT-1), such as CZ-2026-C000001.</summary>
    public required string Number { get; init; }

    /// <summary>The series that the number counts in, the year of issue included, such as CZ-2026-C######.</summary>
    public required string Series { get; init; }

    /// <summary>The seller's local date (BT-2).</summary>
    public required DateOnly IssueDate { get; init; }

    public required Guid InvoiceId { get; init; }

    /// <summary>Of the invoice that is credited (BT-25).</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>BT-26.</summary>
    public required DateOnly InvoiceIssueDate { get; init; }

    /// <summary>The adjustment that asked for it; null where a person did.</summary>
    public Guid? AdjustmentId { get; init; }

    public required string Source { get; init; }

    /// <summary>The session whose price was corrected, or else the one that the invoice names.</summary>
    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Service Service { get; init; }

    /// <summary>Of the invoice; ISO 639-1, lower case.</summary>
    public required string Language { get; init; }

    public required Party Seller { get; init; }

    public required Party Buyer { get; init; }

    /// <summary>Of the invoice (BT-10).</summary>
    public string? BuyerReference { get; init; }

    /// <summary>Of the invoice, as <see cref="InvoiceCreated.Formats"/>.</summary>
    public IReadOnlyList<DocumentFormat>? Formats { get; init; }

    /// <summary>
    /// A line of the invoice is credited under its own id; what credits no single line has an id above theirs.
    /// </summary>
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    public required IReadOnlyList<TaxSubtotal> TaxSubtotals { get; init; }

    /// <summary>The sum of the lines (BT-106, BT-109).</summary>
    public required Money Net { get; init; }

    /// <summary>BT-110.</summary>
    public required Money Tax { get; init; }

    /// <summary>The same in the seller's tax currency, at the rate of the invoice; null where that has none.</summary>
    public AccountedTax? AccountedTax { get; init; }

    /// <summary>Net plus tax (BT-112).</summary>
    public required Money Total { get; init; }

    /// <summary>
    /// BT-114: what several credit notes of one invoice would be off by, since each rounds its own tax; usually 0.
    /// </summary>
    public required Money Rounding { get; init; }

    /// <summary>
    /// Total plus rounding (BT-115): what is given back. Over an invoice that is credited whole, in however many parts,
    /// it adds up to the invoice's total.
    /// </summary>
    public required Money Payable { get; init; }

    /// <summary>For people (BT-22).</summary>
    public required string Reason { get; init; }

    public required DateTime CreatedAt { get; init; }
}
