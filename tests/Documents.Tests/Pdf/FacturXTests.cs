using System.Text;
using System.Xml.Linq;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using UglyToad.PdfPig;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

/// <summary>What Factur-X 1.0 and ZUGFeRD 2 ask of a PDF beside PDF/A-3: how it names what it carries.</summary>
public class FacturXTests
{
    private static readonly XNamespace Fx = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
    private static readonly XNamespace Property = "http://www.aiim.org/pdfa/ns/property#";
    private static readonly DocumentWords English = Language.In("en").Document;

    private readonly InvoiceCreated invoice = Invoice();

    [Test]
    public void The_very_bytes_are_read_back_by_the_name_that_it_asks_for()
    {
        var cii = CiiInvoice.Write(invoice);

        using var read = PdfDocument.Open(DocumentPdf.Write(invoice, Paid(invoice), English, cii));

        Assert.That(read.Advanced.TryGetEmbeddedFiles(out var files), Is.True);
        Assert.That(files!.Single().Name, Is.EqualTo("factur-x.xml"));
        Assert.That(files![0].Bytes.ToArray(), Is.EqualTo(cii));
    }

    [Test]
    public void The_file_is_an_alternative_that_the_whole_document_is_associated_with()
    {
        var raw = new RawPdf(DocumentPdf.Write(invoice, Paid(invoice), English, CiiInvoice.Write(invoice)));
        var catalog = raw.Named("Root", $"/{raw.Trailer}");
        var file = raw.Named("AF", catalog);

        Assert.That(file, Does.Contain("/AFRelationship /Alternative ").And.Contain("/UF (factur-x.xml)"));
        Assert.That(raw.Named("EF <</F", file), Does.Contain("/Type /EmbeddedFile /Subtype /text#2Fxml ")
            .And.Match(@"/Size [0-9]+ /ModDate \(D:2026"));
        Assert.That(catalog, Does.Contain("/Names <</EmbeddedFiles <</Names [(factur-x.xml) "));
    }

    [Test]
    public void The_metadata_say_what_is_carried_and_explain_their_own_words()
    {
        using var read = PdfDocument.Open(DocumentPdf.Write(CreditNote(invoice), English, CiiInvoice.Write(invoice)));
        Assert.That(read.TryGetXmpMetadata(out var packet), Is.True);
        var xmp = XDocument.Parse(Encoding.UTF8.GetString(packet!.GetXmlBytes().ToArray())).Root!;
        var said = xmp.Descendants().Where(one => one.Name.Namespace == Fx)
            .ToDictionary(one => one.Name.LocalName, one => one.Value);

        Assert.That(said, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["DocumentType"] = "INVOICE", ["DocumentFileName"] = "factur-x.xml", ["Version"] = "1.0",
            ["ConformanceLevel"] = "EN 16931",
        }));
        Assert.That(
            xmp.Descendants(Property + "name").Select(one => one.Value), Is.EquivalentTo(said.Keys));
    }

    [Test]
    public void The_same_is_the_same_bytes_and_another_attachment_is_another_id()
    {
        var (one, other) = (CiiInvoice.Write(invoice), CiiInvoice.Write(invoice with { BuyerReference = "42" }));
        byte[] Written(byte[] cii) => DocumentPdf.Write(invoice, Paid(invoice), English, cii);

        Assert.That(Written(one), Is.EqualTo(Written([.. one])));
        Assert.That(new RawPdf(Written(one)).Trailer, Is.Not.EqualTo(new RawPdf(Written(other)).Trailer));
    }
}
