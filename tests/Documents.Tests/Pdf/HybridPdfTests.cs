using System.Text;
using System.Xml.Linq;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Isdoc;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using UglyToad.PdfPig;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

/// <summary>One PDF for everyone: an invoice for people, Factur-X and ISDOC at once.</summary>
public class HybridPdfTests
{
    private static readonly XNamespace Part = "http://www.aiim.org/pdfa/ns/id/";
    private static readonly XNamespace Fx = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
    private static readonly DocumentWords English = Language.In("en").Document;

    private readonly InvoiceCreated invoice = Invoice();

    private byte[] Cii => CiiInvoice.Write(invoice);

    private byte[] IsdocBytes => IsdocInvoice.Write(invoice);

    [Test]
    public void Both_are_read_back_whole_each_by_the_name_that_its_standard_asks_for()
    {
        using var read = PdfDocument.Open(Both());

        Assert.That(read.Advanced.TryGetEmbeddedFiles(out var files), Is.True);
        Assert.That(files!.Select(file => file.Name), Is.EqualTo((string[])["factur-x.xml", "invoice.isdoc"]));
        Assert.That(files!.Select(file => file.Bytes.ToArray()), Is.EqualTo((byte[][])[Cii, IsdocBytes]));
    }

    [Test]
    public void The_document_is_associated_with_both_as_alternatives_of_it()
    {
        var raw = new RawPdf(Both());
        var catalog = raw.Named("Root", $"/{raw.Trailer}");

        Assert.That(catalog, Does.Match(@"/AF \[[0-9]+ 0 R [0-9]+ 0 R\]")
            .And.Match(@"/EmbeddedFiles <</Names \[\(factur-x.xml\) [0-9]+ 0 R \(invoice.isdoc\) [0-9]+ 0 R\]"));
        Assert.That(Encoding.Latin1.GetString(Both()).Split("/AFRelationship /Alternative "), Has.Length.EqualTo(3));
    }

    [Test]
    public void The_metadata_say_PDF_A_3_for_each_and_Factur_X_where_that_is_in_it()
    {
        var onlyIsdoc = DocumentPdf.Write(CreditNote(invoice), English, isdoc: IsdocInvoice.Write(CreditNote(invoice)));

        Assert.That(Said(Both()), Is.EqualTo(("3", "factur-x.xml")));
        Assert.That(Said(onlyIsdoc), Is.EqualTo(("3", (string?)null)));
        Assert.That(
            Said(DocumentPdf.Write(invoice, Paid(invoice), English)), Is.EqualTo(("2", (string?)null)));
    }

    [Test]
    public void The_same_is_the_same_bytes_and_each_attachment_makes_it_another_file()
    {
        var again = DocumentPdf.Write(invoice with { }, Paid(invoice), English, [.. Cii], [.. IsdocBytes]);

        Assert.That(again, Is.EqualTo(Both()));
        Assert.That(
            new[]
            {
                Both(), DocumentPdf.Write(invoice, Paid(invoice), English, Cii),
                DocumentPdf.Write(invoice, Paid(invoice), English, isdoc: IsdocBytes),
            }.Select(pdf => new RawPdf(pdf).Trailer),
            Is.Unique);
    }

    private byte[] Both() => DocumentPdf.Write(invoice, Paid(invoice), English, Cii, IsdocBytes);

    private static (string Part, string? FacturX) Said(byte[] pdf)
    {
        using var read = PdfDocument.Open(pdf);
        Assert.That(read.TryGetXmpMetadata(out var packet), Is.True);
        var xmp = XDocument.Parse(Encoding.UTF8.GetString(packet!.GetXmlBytes().ToArray())).Root!;
        return (
            xmp.Descendants(Part + "part").Single().Value,
            xmp.Descendants(Fx + "DocumentFileName").SingleOrDefault()?.Value);
    }
}
