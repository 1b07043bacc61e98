namespace Charging.Contracts;

/// <summary>
/// An invoice was issued. The message is the whole document (EN 16931 terms in brackets), so that whoever hears it can
/// render it without asking back. Never changed once told; the key is <see cref="InvoiceId"/>.
/// </summary>
public sealed record InvoiceCreated
{
    public required Guid InvoiceId { get; init; }

    /// <summary>Without a gap within its series (BT-1), such as CZ-2026-000001.</summary>
    public required string Number { get; init; }

    /// <summary>
    /// The series that the number counts in: the number without what counts, such as CZ-2026, or 2026/####/CZ.
    /// </summary>
    public required string Series { get; init; }

    /// <summary>The seller's local date (BT-2).</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>The session's last local date (BT-72); of several sessions the last one's.</summary>
    public required DateOnly DeliveryDate { get; init; }

    /// <summary>As source, session id, service and attributes: of the first session, where there are several.</summary>
    public required Guid UsageId { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Service Service { get; init; }

    /// <summary>Of the customer; ISO 639-1, lower case.</summary>
    public required string Language { get; init; }

    public required Party Seller { get; init; }

    /// <summary>By which the seller was applied, such as CZ; null on invoices of old.</summary>
    public string? SellerCode { get; init; }

    /// <summary>
    /// The seller's, of the IANA database, such as Europe/Prague: by it customers are told when something was; null on
    /// invoices of old.
    /// </summary>
    public string? SellerTimeZone { get; init; }

    /// <summary>Where an invoice is paid that nothing could be drawn for (BT-84), without spaces.</summary>
    public string? SellerIban { get; init; }

    /// <summary>
    /// The seller's as a creditor of SEPA (BT-90), without spaces; null where no debit is told before it is drawn.
    /// </summary>
    public string? SellerCreditorId { get; init; }

    /// <summary>
    /// How many days before it is drawn a debit is told, unless its mandate says otherwise; null without a creditor id.
    /// </summary>
    public int? PrenotificationDays { get; init; }

    public required Party Buyer { get; init; }

    /// <summary>What the customer asked to find on it (BT-10).</summary>
    public string? BuyerReference { get; init; }

    /// <summary>
    /// In which formats it and its credit notes are sent, beside the PDF, whatever is chosen later; null where nobody
    /// chose, which is UBL.
    /// </summary>
    public IReadOnlyList<DocumentFormat>? Formats { get; init; }

    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    public required IReadOnlyList<TaxSubtotal> TaxSubtotals { get; init; }

    /// <summary>
    /// The sum of the lines (BT-106, BT-109): the charge of the session or sessions, to the smallest unit.
    /// </summary>
    public required Money Net { get; init; }

    /// <summary>BT-110.</summary>
    public required Money Tax { get; init; }

    /// <summary>
    /// The same in the seller's tax currency; null where that is the invoice's own, where the seller names none, or
    /// where nothing on it is taxed.
    /// </summary>
    public AccountedTax? AccountedTax { get; init; }

    /// <summary>Net plus tax plus rounding (BT-115): what is drawn.</summary>
    public required Money Total { get; init; }

    /// <summary>
    /// What makes of net plus tax (BT-112) an amount that can be drawn (BT-114), where a currency has smaller units
    /// than that; null where nothing is rounded.
    /// </summary>
    public Money? Rounding { get; init; }

    /// <summary>The session's attributes, as the platform sent them.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>
    /// What the invoice gathers, oldest first; null on an invoice of one session, which the members above describe.
    /// </summary>
    public IReadOnlyList<InvoicedSession>? Sessions { get; init; }

    /// <summary>
    /// How its session came, where the invoice follows from one session at once; null where charges gathered, on
    /// invoices that follow from a correction, and on invoices of old.
    /// </summary>
    public SessionTimes? SessionTimes { get; init; }
}

/// <summary>When a session ended and came, by which it is measured how soon it is captured.</summary>
public sealed record SessionTimes
{
    public required DateTime EndedAt { get; init; }

    /// <summary>By Rating, first; null where that is not known.</summary>
    public DateTime? ReceivedAt { get; init; }

    /// <summary>As in <see cref="UsageRated.PublishedLateAt"/>.</summary>
    public DateTime? PublishedLateAt { get; init; }
}

/// <summary>A session among several on one invoice.</summary>
public sealed record InvoicedSession
{
    public required Guid UsageId { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required Service Service { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime EndedAt { get; init; }

    /// <summary>Its last local date; the earliest of all begins the invoicing period (BT-73).</summary>
    public required DateOnly EndedOn { get; init; }

    /// <summary>The sum of its lines.</summary>
    public required Money Charge { get; init; }

    /// <summary>How many of the invoice's lines are its own; they stand in the order of the sessions.</summary>
    public required int LineCount { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}

/// <summary>A line of the invoice (EN 16931, BG-25).</summary>
public sealed record InvoiceLine
{
    /// <summary>1, 2, 3 … (BT-126).</summary>
    public required int Id { get; init; }

    /// <summary>BT-153.</summary>
    public required string Name { get; init; }

    /// <summary>How the line came about, in the customer's language (BT-127); null on invoices of old.</summary>
    public string? Note { get; init; }

    /// <summary>BT-129; may have more decimals than money.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>UN/ECE Recommendation 20 (BT-130): MIN, SEC, C62 for one, AD for a byte.</summary>
    public required string UnitCode { get; init; }

    /// <summary>In the main unit of the currency (BT-146); may have more decimals than money.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>BT-131.</summary>
    public required Money Net { get; init; }

    public required TaxCategory TaxCategory { get; init; }

    public required decimal TaxRatePercent { get; init; }
}

/// <summary>The tax of one category and rate (EN 16931, BG-23).</summary>
public sealed record TaxSubtotal
{
    public required TaxCategory Category { get; init; }

    public required decimal RatePercent { get; init; }

    public required Money Base { get; init; }

    /// <summary>Base times rate, rounded once, half away from zero.</summary>
    public required Money Tax { get; init; }

    public string? ExemptionReason { get; init; }

    /// <summary>The reason by the list VATEX (BT-121), where the list has one for the category.</summary>
    public string? ExemptionCode { get; init; }

    /// <summary>Why it is taxed so, for people: CZ standard 21 % since 2013-01-01; null on invoices of old.</summary>
    public string? Rule { get; init; }
}

/// <summary>The VAT categories of UNCL 5305 that charging needs.</summary>
public enum TaxCategory
{
    /// <summary>S</summary>
    Standard,

    /// <summary>Z</summary>
    ZeroRated,

    /// <summary>AE</summary>
    ReverseCharge,

    /// <summary>E</summary>
    Exempt,

    /// <summary>O</summary>
    OutOfScope,
}
