namespace Charging.Payments.Tests.Refunding;

/// <summary>Credit notes over the sample invoice of 10.00 and 2.10 EUR tax; each is another.</summary>
internal static class CreditSample
{
    public static CreditNoteIssued Whole(this InvoiceCreated invoice) =>
        invoice.Note(invoice.Net.Minor, invoice.Tax.Minor);

    public static CreditNoteIssued Note(
        this InvoiceCreated invoice, long net, long tax, long rounding = 0, string reason = "The line broke off.")
    {
        var id = Guid.NewGuid();
        return new()
        {
            CreditNoteId = id,
            Number = $"CZ-2026-C{$"{id}"[..6]}",
            Series = "CZ-2026-C",
            IssueDate = invoice.IssueDate,
            InvoiceId = invoice.InvoiceId,
            InvoiceNumber = invoice.Number,
            InvoiceIssueDate = invoice.IssueDate,
            Source = invoice.Source,
            SessionId = invoice.SessionId,
            CustomerId = invoice.CustomerId,
            Service = invoice.Service,
            Language = invoice.Language,
            Seller = invoice.Seller,
            Buyer = invoice.Buyer,
            Lines = [invoice.Lines[0] with { Quantity = 1, UnitCode = "C62", Net = Sample.Euro(net) }],
            TaxSubtotals = [invoice.TaxSubtotals[0] with { Base = Sample.Euro(net), Tax = Sample.Euro(tax) }],
            Net = Sample.Euro(net),
            Tax = Sample.Euro(tax),
            Total = Sample.Euro(net + tax),
            Rounding = Sample.Euro(rounding),
            Payable = Sample.Euro(net + tax + rounding),
            Reason = reason,
            CreatedAt = Sample.Noon,
        };
    }
}
