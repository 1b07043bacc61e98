using System.Text;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Isdoc;
using Charging.Documents.Pdf.Writing;
using Charging.Documents.Tests.Pdf;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Verifying;

/// <summary>A file is known by its bytes, and a PDF's documents are one invoice.</summary>
public class InspectionTests
{
    private static readonly InvoiceCreated Issued = Invoice() with { AccountedTax = Accounted() };

    private static readonly string Ubl = Encoding.UTF8.GetString(UblInvoice.Write(Issued));
    private static readonly string Cii = Encoding.UTF8.GetString(CiiInvoice.Write(Issued));
    private static readonly string Isdoc = Encoding.UTF8.GetString(IsdocInvoice.Write(Issued));

    [Test]
    public void Each_format_is_known_and_ours_are_right()
    {
        Assert.That(By(Ubl), Is.EqualTo("UBL 2.1, EN 16931"));
        Assert.That(By(Cii), Is.EqualTo("CII D16B, EN 16931"));
        Assert.That(By(Isdoc), Is.EqualTo("ISDOC 6.0.2"));
        foreach (var text in (string[])[Ubl, Cii, Isdoc]) Assert.That(Hard(Encoding.UTF8.GetBytes(text)), Is.Empty);
    }

    [Test]
    public void A_pdf_of_three_formats_is_one_invoice()
    {
        var inspected = Inspection.Of(Pdf(("factur-x.xml", Cii), ("xrechnung.xml", Ubl), ("invoice.isdoc", Isdoc)));

        Assert.That(inspected.By, Is.EqualTo(
            "PDF with factur-x.xml: CII D16B, EN 16931; invoice.isdoc: ISDOC 6.0.2; " +
            "xrechnung.xml: UBL 2.1, EN 16931"));
        Assert.That(inspected.Faults.Where(fault => fault.Class != FaultClass.Note), Is.Empty);
        Assert.That(inspected.NotChecked, Does.Contain("What the pages of the PDF say."));
    }

    [TestCase("<cbc:ID>CZ-2026-000001<", "<cbc:ID>CZ-2026-000002<", "number is CZ-2026-000001")]
    [TestCase("<cbc:IssueDate>2026-11-20", "<cbc:IssueDate>2026-11-21", "date is 2026-11-20")]
    [TestCase(">Acme &lt;Consulting&gt;<", ">Acme<", "buyer is Acme <Consulting>")]
    [TestCase("1493.14</cbc:TaxInclusiveAmount>", "1493.15</cbc:TaxInclusiveAmount>", "total with tax is 1493.14")]
    [TestCase("1493.14</cbc:PayableAmount>", "1493.15</cbc:PayableAmount>", "total is 1493.14")]
    [TestCase("DocumentCurrencyCode>EUR", "DocumentCurrencyCode>USD", "currency is EUR")]
    public void What_two_documents_say_otherwise_is_told(string from, string to, string says)
    {
        Assert.That(Ubl, Does.Contain(from));

        var faults = Inspection.Of(Pdf(("factur-x.xml", Cii), ("ubl.xml", Ubl.Replace(from, to)))).Faults;

        Assert.That(
            faults.Where(fault => fault.Rule == "AGREE").Select(fault => fault.What), Has.Some.Contains($"The {says}"));
    }

    [Test]
    public void A_fault_within_a_pdf_names_its_file()
    {
        var fault = Inspection.Of(Pdf(("factur-x.xml", Cii.Replace(">1493.14<", ">1493.10<")))).Faults
            .First(one => one.Rule == "BR-CO-15");

        Assert.That(fault.Where, Is.EqualTo("factur-x.xml, CrossIndustryInvoice"));
    }

    [Test]
    public void What_is_named_as_an_invoice_and_is_none_is_told()
    {
        var faults = Inspection.Of(Pdf(("factur-x.xml", "<a/>"), ("notes.xml", "<b/>"))).Faults;

        Assert.That(faults.Select(fault => (fault.Rule, fault.Where)), Is.EqualTo([("EMBEDDED", "factur-x.xml")]));
    }

    [TestCase("<a/>", "Its root is a")]
    [TestCase("no XML", "not XML that can be read")]
    [TestCase("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "not XML that can be read")]
    [TestCase("<x:CrossIndustryDocument xmlns:x='urn:ferd:CrossIndustryDocument:invoice:1p0'/>", "ZUGFeRD 1")]
    public void What_is_no_invoice_is_refused(string text, string says) => Assert.That(
        () => Inspection.Of(Encoding.UTF8.GetBytes(text)),
        Throws.TypeOf<FormatException>().With.Message.Contains(says));

    [Test]
    public void A_pdf_without_an_invoice_is_refused() => Assert.That(
        () => Inspection.Of(new AnyPdf().Add("<</Type/Catalog>>").Bytes()),
        Throws.TypeOf<FormatException>().With.Message.Contains("The PDF holds no invoice"));

    [Test]
    public void An_excerpt_without_lines_is_held_against_nothing_but_the_others()
    {
        var minimum = Cii.Replace("urn:cen.eu:en16931:2017<", "urn:factur-x.eu:1p0:minimum<");

        var inspected = Inspection.Of(Encoding.UTF8.GetBytes(minimum));

        Assert.That((inspected.By, inspected.Faults.Count), Is.EqualTo(("nothing", 0)));
        Assert.That(inspected.NotChecked.Single(), Does.Contain(":minimum' has no lines"));
    }

    [Test]
    public void What_extends_the_norm_may_have_more_elements()
    {
        const string lost = "<ram:SequenceNumeric>1</ram:SequenceNumeric><ram:PersonName>";
        var more = Cii.Replace("<ram:PostalTradeAddress>",
            "<ram:DefinedTradeContact><ram:PersonName>A</ram:PersonName></ram:DefinedTradeContact>" +
            "<ram:PostalTradeAddress>").Replace("<ram:PersonName>", lost);

        Assert.That(Hard(Encoding.UTF8.GetBytes(more)), Is.Empty, "known to the whole standard: a note");
        Assert.That(
            Hard(Encoding.UTF8.GetBytes(more.Replace("SequenceNumeric", "Remarks"))),
            Is.EqualTo((string[])["CII-D16B"]));
    }

    [TestCase("DifferenceTaxAmount>6280.26<", "DifferenceTaxAmount>6280.27<", "isdoc-tax-subtotal", "isdoc-claimed")]
    [TestCase("ferenceTaxAmountCurr>259.14<", "ferenceTaxAmountCurr>259.15<", "isdoc-tax-subtotal", "isdoc-claimed")]
    [TestCase("</PayableAmount>", "1</PayableAmount>", "isdoc-payable")]
    [TestCase("<ForeignCurrencyCode>EUR<", "<ForeignCurrencyCode>CZK<", "invoice-rule-4")]
    [TestCase("<DocumentType>1<", "<DocumentType>2<", "invoice-rule-1")]
    [TestCase("<DocumentType>1<", "<DocumentType>9<", "ISDOC-6.0.2")]
    [TestCase("<UUID>", "<UUID>x", "ISDOC-6.0.2")]
    [TestCase("true</VATApplicable><Elec", "false</VATApplicable><Elec", "invoice-rule-5")]
    public void What_an_ISDOC_document_breaks_is_named(string from, string to, params string[] rules)
    {
        Assert.That(Isdoc, Does.Contain(from));

        Assert.That(Hard(Encoding.UTF8.GetBytes(Isdoc.Replace(from, to))), Is.SupersetOf(rules));
    }

    private static string By(string text) => Inspection.Of(Encoding.UTF8.GetBytes(text)).By;

    private static List<string> Hard(byte[] file) =>
    [
        .. Inspection.Of(file).Faults.Where(fault => fault.Class != FaultClass.Note).Select(fault => fault.Rule)
            .Distinct(),
    ];

    private static byte[] Pdf(params (string Name, string Text)[] files) => PdfFile.Write(
        new FileFacts("Title", "Author", Noon), 100, 100, [new PageContent()],
        [.. files.Select(file => new PdfAttachment(file.Name, "An invoice", Encoding.UTF8.GetBytes(file.Text)))]);
}
