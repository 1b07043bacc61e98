using Charging.Documents.Languages;
using Charging.Documents.Pdf.Writing;

namespace Charging.Documents.Pdf;

/// <summary>
/// A document for people, as PDF/A-2b: A4, one page for a usual invoice and as many as its lines take. Or, as PDF/A-3b,
/// the same with a Cross Industry Invoice in it, which makes it a file of Factur-X and ZUGFeRD, with ISDOC, or with
/// both. The same document, status and words give the same bytes, today and in a year, as long as font and .NET's
/// compression stay the same.
/// </summary>
public static class DocumentPdf
{
    public static byte[] Write(
        InvoiceCreated invoice, PaymentStatus status, DocumentWords words, byte[]? facturX = null,
        byte[]? isdoc = null) =>
        Write(PrintedInvoice.Of(invoice, status, words), words, facturX, isdoc);

    public static byte[] Write(
        CreditNoteIssued note, DocumentWords words, byte[]? facturX = null, byte[]? isdoc = null) =>
        Write(PrintedCreditNote.Of(note, words), words, facturX, isdoc);

    private static byte[] Write(PrintedDocument printed, DocumentWords words, byte[]? facturX, byte[]? isdoc)
    {
        var ink = new Ink();
        var sheet = new DocumentSheet(printed, words, ink);
        var pages = new List<PageContent>(sheet.Pages);
        for (var page = 1; page <= sheet.Pages; page++)
        {
            pages.Add(new PageContent());
            ink.Begin(pages[^1]);
            sheet.Draw(page);
        }

        var facts = new FileFacts($"{printed.Title} {printed.Number}", printed.Seller.Name, printed.CreatedAt);
        IReadOnlyList<PdfAttachment> attached =
        [
            .. facturX is null ? (PdfAttachment[])[] : [PdfAttachment.FacturX(facturX)],
            .. isdoc is null ? (PdfAttachment[])[] : [PdfAttachment.Isdoc(isdoc)],
        ];
        return PdfFile.Write(facts, Grid.Width, Grid.Height, pages, attached);
    }
}
