using Charging.Documents.CrossIndustry;
using Charging.Documents.Isdoc;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Ubl;

namespace Charging.Documents.Sending;

/// <summary>
/// A document as its customer gets it: the PDF first, with what goes in it, then what goes beside it. Whoever makes
/// them, and whenever, the same document gives the same bytes.
/// </summary>
public static class DocumentFiles
{
    /// <param name="invoice">Whose formats were chosen when it was issued.</param>
    /// <param name="status">How it stands.</param>
    /// <param name="words">In which the PDF speaks.</param>
    public static IReadOnlyList<DocumentFile> Of(InvoiceCreated invoice, PaymentStatus status, DocumentWords words)
    {
        var paid = (status as PaymentStatus.Paid)?.Payment;
        var announced = (status as PaymentStatus.Announced)?.Debit;
        return Files(
            invoice.Number, new FormatChoice(invoice.Formats),
            ubl: () => UblInvoice.Write(invoice, paid, announced),
            xRechnung: () => UblInvoice.WriteXRechnung(invoice, paid, announced),
            cii: () => CiiInvoice.Write(invoice, paid, announced),
            isdoc: () => IsdocInvoice.Write(invoice, paid, announced),
            pdf: (cii, isdoc) => DocumentPdf.Write(invoice, status, words, cii, isdoc));
    }

    public static IReadOnlyList<DocumentFile> Of(CreditNoteIssued note, DocumentWords words) => Files(
        note.Number, new FormatChoice(note.Formats),
        ubl: () => UblCreditNote.Write(note),
        xRechnung: () => UblCreditNote.WriteXRechnung(note),
        cii: () => CiiInvoice.Write(note),
        isdoc: () => IsdocInvoice.Write(note),
        pdf: (cii, isdoc) => DocumentPdf.Write(note, words, cii, isdoc));

    private static List<DocumentFile> Files(
        string number, FormatChoice choice, Func<byte[]> ubl, Func<byte[]> xRechnung, Func<byte[]> cii,
        Func<byte[]> isdoc, Func<byte[]?, byte[]?, byte[]> pdf)
    {
        var name = DocumentName.Of(number);
        var isdocBytes = choice.Has(DocumentFormat.Isdoc) ? isdoc() : null;
        var ciiBytes = choice.Has(DocumentFormat.FacturX) ? cii() : null;
        List<DocumentFile> files = [new("pdf", $"{name}.pdf", pdf(ciiBytes, isdocBytes))];
        if (choice.Has(DocumentFormat.Ubl)) files.Add(new("xml", $"{name}.xml", ubl()));
        if (choice.Has(DocumentFormat.XRechnung)) files.Add(new("xml", $"{name}.xml", xRechnung()));
        if (isdocBytes is not null) files.Add(new("xml", $"{name}.isdoc", isdocBytes));
        return files;
    }
}
