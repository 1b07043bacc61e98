using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Numbering;
using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Crediting;

/// <summary>
/// Everything about a credit note but its number, which only the store can give. Tax is exact by the note's own base
/// and rate. Several notes of one invoice would so be off the invoice's tax by a unit here and there; the rounding
/// makes up for it note by note: after each, what all of them give back is what one note over their sum would.
/// </summary>
internal sealed record CreditNote(
    InvoiceCreated Invoice,
    CreditOrder Order,
    Seller Seller,
    DateTime CreatedAt,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<TaxSubtotal> TaxSubtotals,
    Money Rounding)
{
    public Guid Id { get; } = Order.IdOn(Invoice.InvoiceId);

    /// <summary>The seller's local date.</summary>
    public DateOnly IssueDate { get; } = Seller.LocalDate(CreatedAt);

    public string Series => Seller.CreditSeriesOn(IssueDate);

    /// <summary>The credit notes that the order asks for, one on each invoice that it takes from.</summary>
    /// <param name="order">What to credit.</param>
    /// <param name="invoices">From which, the newest first.</param>
    /// <param name="sellerOf">Who issued the invoice, as he is now.</param>
    /// <param name="createdAt">UTC.</param>
    /// <exception cref="CreditRefusedException">So much is not left, or the order gives nothing back.</exception>
    public static IReadOnlyList<CreditNote> For(
        CreditOrder order, IReadOnlyList<Remainder> invoices, Func<InvoiceCreated, Seller> sellerOf,
        DateTime createdAt) =>
    [
        .. order.Over(invoices).Select(x =>
        {
            var (left, lines) = x;
            var taxes = left.Invoice.TaxSubtotals
                .Select(subtotal => (Subtotal: subtotal, Lines: lines.Where(line =>
                    line.TaxCategory == subtotal.Category && line.TaxRatePercent == subtotal.RatePercent).ToList()))
                .Where(tax => tax.Lines.Count > 0)
                .Select(tax => (tax.Subtotal, Base: Sum(tax.Lines.Select(line => line.Net), left)))
                .ToList();
            RefuseTooMuch(left, taxes);
            var rounding = Sum(
                taxes.Select(tax => RoundingOf(tax.Subtotal, left.BaseOf(tax.Subtotal), tax.Base)), left);
            return new CreditNote(
                left.Invoice, order, sellerOf(left.Invoice), Wire.Moment(createdAt), lines,
                [.. taxes.Select(tax => tax.Subtotal with { Base = tax.Base, Tax = TaxOn(tax.Subtotal, tax.Base) })],
                rounding + ToDrawable(left, taxes));
        }),
    ];

    /// <summary>The document, once the store has given it its number.</summary>
    public CreditNoteIssued Numbered(InvoiceNumber number)
    {
        var zero = Money.Zero(Invoice.Net.Currency);
        var net = TaxSubtotals.Aggregate(zero, (sum, subtotal) => sum + subtotal.Base);
        var tax = TaxSubtotals.Aggregate(zero, (sum, subtotal) => sum + subtotal.Tax);
        var adjustment = (Order as Correction)?.Adjustment;
        return new()
        {
            CreditNoteId = Id,
            Number = number.ToString(),
            Series = number.Series,
            IssueDate = IssueDate,
            InvoiceId = Invoice.InvoiceId,
            InvoiceNumber = Invoice.Number,
            InvoiceIssueDate = Invoice.IssueDate,
            AdjustmentId = adjustment?.AdjustmentId,
            Source = adjustment?.Source ?? Invoice.Source,
            SessionId = adjustment?.SessionId ?? Invoice.SessionId,
            CustomerId = Invoice.CustomerId,
            Service = adjustment?.Service ?? Invoice.Service,
            Language = Invoice.Language,
            Seller = Invoice.Seller,
            Buyer = Invoice.Buyer,
            BuyerReference = Invoice.BuyerReference,
            Formats = Invoice.Formats,
            Lines = Lines,
            TaxSubtotals = TaxSubtotals,
            Net = net,
            Tax = tax,
            AccountedTax = AppliedRate.Of(Invoice)?.Of(TaxSubtotals),
            Total = net + tax,
            Rounding = Rounding,
            Payable = net + tax + Rounding,
            Reason = Order.Reason,
            CreatedAt = CreatedAt,
        };
    }

    private static void RefuseTooMuch(Remainder left, List<(TaxSubtotal Subtotal, Money Base)> taxes)
    {
        var invoice = left.Invoice.Number;
        if (left.Net.Minor == 0)
            throw new CreditRefusedException(
                $"Nothing is left of invoice {invoice}: it is credited whole by " +
                $"{string.Join(", ", left.Notes.Select(note => note.Number))}.");
        if (taxes.Sum(tax => tax.Base.Minor) <= 0)
            throw new CreditRefusedException(
                $"That would give nothing back of invoice {invoice}: credit lines that come to more than 0.");
        foreach (var (subtotal, credited) in taxes)
        {
            if (left.BaseOf(subtotal) is var rest && credited.Minor > rest.Minor)
                throw new CreditRefusedException(
                    $"{credited} is more than the {rest} that is left of invoice {invoice} at " +
                    $"{subtotal.RatePercent} %: lines below 0 are credited with those that they cut, and what was " +
                    "credited without naming a line counts too.");
        }
    }

    private static Money Sum(IEnumerable<Money> amounts, Remainder left) =>
        amounts.Aggregate(Money.Zero(left.Invoice.Net.Currency), (sum, amount) => sum + amount);

    /// <summary>What the tax of all notes together grows by, less this note's own tax.</summary>
    private static Money RoundingOf(TaxSubtotal subtotal, Money left, Money credited)
    {
        var before = subtotal.Base - left;
        return TaxOn(subtotal, before + credited) - TaxOn(subtotal, before) - TaxOn(subtotal, credited);
    }

    /// <summary>
    /// What all notes together give back can be drawn, and so given back: this note makes up for what it takes to that.
    /// </summary>
    private static Money ToDrawable(Remainder left, List<(TaxSubtotal Subtotal, Money Base)> taxes)
    {
        // One of before was drawn as it stood, so nothing of it is rounded.
        if (left.Invoice.Total != left.Invoice.Total.ToDrawable()) return Money.Zero(left.Invoice.Net.Currency);

        var before = Sum(left.Invoice.TaxSubtotals.Select(x => Exact(x, x.Base - left.BaseOf(x))), left);
        var after = Sum(
            left.Invoice.TaxSubtotals.Select(x => Exact(x, taxes.Where(tax => tax.Subtotal == x)
                .Aggregate(x.Base - left.BaseOf(x), (sum, tax) => sum + tax.Base))),
            left);
        return after.ToDrawable() - after - (before.ToDrawable() - before);

        Money Exact(TaxSubtotal subtotal, Money net) => net + TaxOn(subtotal, net);
    }

    private static Money TaxOn(TaxSubtotal subtotal, Money net) =>
        net with { Minor = Issuing.Invoice.PercentOf(net.Minor, subtotal.RatePercent) };
}
