using Charging.Documents.Languages;

namespace Charging.Documents.Pdf;

/// <summary>A credit note as it is printed; its amounts are what the customer is given back.</summary>
internal static class PrintedCreditNote
{
    public static PrintedDocument Of(CreditNoteIssued note, DocumentWords words) => new()
    {
        Title = words.CreditNote,
        Number = note.Number,
        Marks = [words.CreditedMark(words.Of(note.Payable), isWhole: false)],
        Seller = note.Seller,
        Buyer = note.Buyer,
        Facts =
        [
            (words.Issued, words.Of(note.IssueDate)),
            (words.Corrects, $"{note.InvoiceNumber}, {words.Of(note.InvoiceIssueDate)}"),
            (words.Because, note.Reason),
            .. note.BuyerReference is { } reference
                ? [(words.YourReference, reference)]
                : Array.Empty<(string, string)>(),
            // Only a corrected price is one session's; a person credits an invoice.
            .. note.AdjustmentId is null ? Array.Empty<(string, string)>() : [(words.Session, note.SessionId)],
        ],
        Lines = note.Lines,
        TaxSubtotals = note.TaxSubtotals,
        AccountedTax = words.Lines(note.AccountedTax, note.Net.Currency),
        Sums =
        [
            (words.Net, note.Net),
            (words.Tax, note.Tax),
            .. note.Rounding.Minor == 0
                ? Array.Empty<(string, Money)>()
                : [(words.Total, note.Total), (words.Rounding, note.Rounding)],
        ],
        Total = (words.Credited, note.Payable),
        CreatedAt = note.CreatedAt,
    };
}
