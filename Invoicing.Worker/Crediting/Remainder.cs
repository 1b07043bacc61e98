namespace Charging.Invoicing.Crediting;

/// <summary>What an invoice's credit notes, the oldest first, have left of it.</summary>
internal sealed record Remainder(InvoiceCreated Invoice, IReadOnlyList<CreditNoteIssued> Notes)
{
    public Money Net => Notes.Aggregate(Invoice.Net, (left, note) => left - note.Net);

    /// <summary>Of what was to be paid.</summary>
    public Money Payable => Notes.Aggregate(Invoice.Total, (left, note) => left - note.Payable);

    /// <summary>Of one line; what was credited without naming a line is not taken from any.</summary>
    public Money Of(InvoiceLine line) => Notes
        .SelectMany(note => note.Lines)
        .Where(credited => credited.Id == line.Id)
        .Aggregate(line.Net, (left, credited) => left - credited.Net);

    /// <summary>Of what is taxed alike.</summary>
    public Money BaseOf(TaxSubtotal subtotal) => Notes
        .SelectMany(note => note.TaxSubtotals)
        .Where(credited => credited.Category == subtotal.Category && credited.RatePercent == subtotal.RatePercent)
        .Aggregate(subtotal.Base, (left, credited) => left - credited.Base);

    /// <summary>The invoice's lines that are taxed so.</summary>
    public IEnumerable<InvoiceLine> LinesOf(TaxSubtotal subtotal) => Invoice.Lines.Where(
        line => line.TaxCategory == subtotal.Category && line.TaxRatePercent == subtotal.RatePercent);

    /// <summary>The id of the first line of a credit note that is none of the invoice's.</summary>
    public int NextLineId => Invoice.Lines.Max(line => line.Id) + 1;
}
