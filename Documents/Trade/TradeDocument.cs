namespace Charging.Documents.Trade;

/// <summary>
/// An invoice or a credit note in the terms of EN 16931 (in brackets), as the electronic formats say it: each of them
/// is written from this, and none from another. Amounts of a credit note are positive where the customer is given back.
/// </summary>
internal sealed record TradeDocument
{
    public required bool IsCreditNote { get; init; }

    /// <summary>BT-1.</summary>
    public required string Number { get; init; }

    /// <summary>Names the document for ever, whatever its number.</summary>
    public required Guid Id { get; init; }

    /// <summary>BT-2.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>BT-9; null where nothing is due, or to be given back.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>BT-72; of a credit note null.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>From the earliest session's date to the last one's (BG-14), where there are several.</summary>
    public TradePeriod? Period { get; init; }

    /// <summary>BT-22.</summary>
    public string? Note { get; init; }

    /// <summary>ISO 639-1, lower case.</summary>
    public required string Language { get; init; }

    /// <summary>BT-10.</summary>
    public string? BuyerReference { get; init; }

    /// <summary>The session that is charged or credited (BT-18); null where the lines name several.</summary>
    public string? SessionId { get; init; }

    /// <summary>The invoice that is credited (BG-3).</summary>
    public PrecedingInvoice? Preceding { get; init; }

    public required Party Seller { get; init; }

    public required Party Buyer { get; init; }

    /// <summary>BT-46.</summary>
    public required string CustomerId { get; init; }

    public required IReadOnlyList<TradeLine> Lines { get; init; }

    public required IReadOnlyList<TaxSubtotal> TaxSubtotals { get; init; }

    /// <summary>BT-106 and BT-109.</summary>
    public required Money Net { get; init; }

    /// <summary>BT-110.</summary>
    public required Money Tax { get; init; }

    /// <summary>The same in the seller's tax currency (BT-6, BT-111); null where that has none.</summary>
    public AccountedTax? AccountedTax { get; init; }

    /// <summary>BT-114; null where nothing is rounded.</summary>
    public Money? Rounding { get; init; }

    /// <summary>Net plus tax plus rounding: all that was to be paid, or is given back.</summary>
    public required Money Payable { get; init; }

    /// <summary>How it was paid whole; null where it was not.</summary>
    public PaymentCaptured? Paid { get; init; }

    /// <summary>How it was or will be drawn from an account, where that is told (BG-19).</summary>
    public ToldDebit? Debit { get; init; }

    /// <summary>Where an invoice is paid that nothing could be drawn for (BT-84).</summary>
    public string? SellerIban { get; init; }

    public string Currency => Net.Currency;

    /// <summary>BT-112.</summary>
    public Money WithTax => Net + Tax;

    /// <summary>BT-115.</summary>
    public Money Due => Paid is null ? Payable : Payable - Paid.Amount;

    /// <summary>
    /// A document outside the scope of VAT may name no VAT id (BR-O-02), yet its seller must be identified (BR-CO-26).
    /// </summary>
    public bool NamesVatIds => TaxSubtotals.All(subtotal => subtotal.Category != TaxCategory.OutOfScope);

    /// <exception cref="ArgumentException">The payment is another invoice's, or not of the whole total.</exception>
    public static TradeDocument Of(InvoiceCreated invoice, PaymentCaptured? paid, AnnouncedDebit? announced)
    {
        RequireWhole(invoice, paid);
        return new TradeDocument
        {
            IsCreditNote = false,
            Number = invoice.Number,
            Id = invoice.InvoiceId,
            IssueDate = invoice.IssueDate,
            // BR-CO-25: an amount that is due has a due date; ours is drawn at once, or when its customer was told.
            DueDate = paid is null || paid.Amount != invoice.Total ? announced?.On ?? invoice.IssueDate : null,
            DeliveryDate = invoice.DeliveryDate,
            Period = invoice.Sessions is { } sessions
                ? new TradePeriod(sessions.Min(one => one.EndedOn), sessions.Max(one => one.EndedOn))
                : null,
            Note = TaxNote.Of(invoice),
            Language = invoice.Language,
            BuyerReference = invoice.BuyerReference,
            SessionId = invoice.Sessions is null ? invoice.SessionId : null,
            Seller = invoice.Seller,
            Buyer = invoice.Buyer,
            CustomerId = invoice.CustomerId,
            Lines = TradeLine.Of(invoice),
            TaxSubtotals = invoice.TaxSubtotals,
            Net = invoice.Net,
            Tax = invoice.Tax,
            AccountedTax = invoice.AccountedTax,
            Rounding = invoice.Rounding is { Minor: not 0 } rounding ? rounding : null,
            Payable = invoice.Total,
            Paid = paid,
            Debit = ToldDebit.Of(invoice, paid, announced),
            SellerIban = invoice.SellerIban,
        };
    }

    /// <summary>What was credited before it was drawn stays due here: its credit note says that it is not.</summary>
    /// <exception cref="ArgumentException">The payment is another invoice's, or not of the whole total.</exception>
    public static void RequireWhole(InvoiceCreated invoice, PaymentCaptured? paid)
    {
        if (paid is null) return;
        var whole = paid.Credited is { } credited ? paid.Amount + credited : paid.Amount;
        if (paid.InvoiceId != invoice.InvoiceId || whole != invoice.Total)
            throw new ArgumentException(
                $"A payment of {paid.Amount} for invoice {paid.InvoiceNumber} does not pay invoice {invoice.Number} " +
                $"over {invoice.Total}; pass the PaymentCaptured that names this invoice.",
                nameof(paid));
    }

    public static TradeDocument Of(CreditNoteIssued note) => new()
    {
        IsCreditNote = true,
        Number = note.Number,
        Id = note.CreditNoteId,
        IssueDate = note.IssueDate,
        // The norm's rules for the Cross Industry Invoice ask for it here, too (BR-CO-25).
        DueDate = note.IssueDate,
        Note = note.Reason,
        Language = note.Language,
        BuyerReference = note.BuyerReference,
        SessionId = note.SessionId,
        Preceding = new PrecedingInvoice(note.InvoiceId, note.InvoiceNumber, note.InvoiceIssueDate),
        Seller = note.Seller,
        Buyer = note.Buyer,
        CustomerId = note.CustomerId,
        Lines = [.. note.Lines.Select(line => new TradeLine(line, [], SessionId: null))],
        TaxSubtotals = note.TaxSubtotals,
        Net = note.Net,
        Tax = note.Tax,
        AccountedTax = note.AccountedTax,
        Rounding = note.Rounding.Minor != 0 ? note.Rounding : null,
        Payable = note.Payable,
    };
}

/// <summary>Both days are within it.</summary>
internal sealed record TradePeriod(DateOnly First, DateOnly Last);

/// <summary>The invoice before a credit note (BT-25, BT-26).</summary>
internal sealed record PrecedingInvoice(Guid Id, string Number, DateOnly IssueDate);
