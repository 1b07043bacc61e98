using Charging.Contracts;
using Charging.Documents.Languages;
using SkiaSharp;

namespace Charging.Documents.Pdf;

/// <summary>
/// A document for people, as PDF/A-2b: A4, one page for a usual invoice and as many as its lines take. The same
/// document, status and words give the same bytes, today and in a year, as long as font and library stay the same.
/// </summary>
public sealed class DocumentPdf(DocumentFonts fonts)
{
    public byte[] Write(InvoiceCreated invoice, PaymentStatus status, DocumentWords words) =>
        Write(PrintedInvoice.Of(invoice, status, words), words);

    public byte[] Write(CreditNoteIssued note, DocumentWords words) =>
        Write(PrintedCreditNote.Of(note, words), words);

    private byte[] Write(PrintedDocument printed, DocumentWords words)
    {
        using var bytes = new MemoryStream(64 * 1024);
        using var document = SKDocument.CreatePdf(bytes, Metadata(printed));
        using var ink = new Ink(fonts);
        var sheet = new DocumentSheet(printed, words, ink);

        for (var page = 1; page <= sheet.Pages; page++)
        {
            ink.Begin(document.BeginPage(Grid.Width, Grid.Height));
            sheet.Draw(page);
            document.EndPage();
        }

        document.Close();
        return PdfIds.Derive(bytes.ToArray());
    }

    private static SKDocumentPdfMetadata Metadata(PrintedDocument printed) => new()
    {
        PdfA = true,
        RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
        EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
        Title = $"{printed.Title} {printed.Number}",
        Author = printed.Seller.Name,
        Creator = "Charging",
        Producer = "Charging",
        Creation = printed.CreatedAt,
        Modified = printed.CreatedAt,
    };
}
