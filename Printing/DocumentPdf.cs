using Charging.Contracts;
using SkiaSharp;

namespace Charging.Printing;

/// <summary>
/// An invoice for people, as PDF/A-2b: A4, one page for a usual invoice and as many as its lines take. The same
/// invoice, payment and words give the same bytes, today and in a year, as long as font and library stay the same.
/// </summary>
public sealed class DocumentPdf(DocumentFonts fonts)
{
    public byte[] Write(InvoiceCreated invoice, PaymentCaptured? paid, DocumentWords words)
    {
        using var bytes = new MemoryStream(64 * 1024);
        using var document = SKDocument.CreatePdf(bytes, Metadata(invoice, words));
        using var ink = new Ink(fonts);
        var sheet = new DocumentSheet(invoice, paid, words, ink);

        for (var page = 1; page <= sheet.Pages; page++)
        {
            ink.Begin(document.BeginPage(Grid.Width, Grid.Height));
            sheet.Draw(page);
            document.EndPage();
        }

        document.Close();
        return PdfIds.Derive(bytes.ToArray());
    }

    private static SKDocumentPdfMetadata Metadata(InvoiceCreated invoice, DocumentWords words) => new()
    {
        PdfA = true,
        RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
        EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
        Title = $"{words.Invoice} {invoice.Number}",
        Author = invoice.Seller.Name,
        Creator = "Charging",
        Producer = "Charging",
        Creation = invoice.CreatedAt,
        Modified = invoice.CreatedAt,
    };
}
