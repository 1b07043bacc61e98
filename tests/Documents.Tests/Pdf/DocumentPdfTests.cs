using System.Text;
using System.Text.RegularExpressions;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using UglyToad.PdfPig;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

/// <summary>What holds for every document.</summary>
public class DocumentPdfTests
{
    private static readonly DocumentWords English = Language.In("en").Document;
    private static readonly InvoiceCreated Sold = Invoice();

    private static IEnumerable<TestCaseData> Documents =>
    [
        new TestCaseData(DocumentPdf.Write(Sold, Paid(Sold), English), "Invoice CZ-2026-000001")
            .SetArgDisplayNames("invoice"),
        new TestCaseData(DocumentPdf.Write(CreditNote(Sold), English), "Credit note CZ-2026-C000001")
            .SetArgDisplayNames("credit note"),
    ];

    [TestCaseSource(nameof(Documents))]
    public void A_usual_one_is_one_page_of_A4(byte[] pdf, string title)
    {
        using var read = PdfDocument.Open(pdf);

        Assert.That(read.NumberOfPages, Is.EqualTo(1), title);
        Assert.That((read.GetPage(1).Width, read.GetPage(1).Height), Is.EqualTo((595d, 842d)).Within(0.5));
    }

    [TestCaseSource(nameof(Documents))]
    public void It_says_that_it_is_a_PDF_A_2b_and_of_what(byte[] pdf, string title)
    {
        using var read = PdfDocument.Open(pdf);

        Assert.That(read.TryGetXmpMetadata(out var xmp), Is.True);
        var metadata = Encoding.UTF8.GetString(xmp!.GetXmlBytes());
        Assert.That(metadata, Does.Contain("<pdfaid:part>2</pdfaid:part>"));
        Assert.That(metadata, Does.Contain("<pdfaid:conformance>B</pdfaid:conformance>"));
        Assert.That(read.Information.Title, Is.EqualTo(title));
        Assert.That(Encoding.Latin1.GetString(pdf), Does.Contain("/OutputIntents"));
    }

    [TestCaseSource(nameof(Documents))]
    public void Every_font_is_in_the_file(byte[] pdf, string title)
    {
        var raw = Encoding.Latin1.GetString(pdf);

        // Each font names one of its letters, that its descriptor, and that its shapes.
        var fonts = Regex.Matches(raw, "/Subtype /Type0 /BaseFont /([A-Z]{6}\\+[A-Za-z-]+) ")
            .Select(match => match.Groups[1].Value).ToList();
        Assert.That(fonts, Is.EqualTo(new[] { "LATINS+Inter-Regular", "LATINS+Inter-SemiBold" }), title);
        Assert.That(Regex.Count(raw, @"/Type /FontDescriptor [^>]*/FontFile3 \d+ 0 R"), Is.EqualTo(fonts.Count));
        Assert.That(Regex.Count(raw, "/Subtype /CIDFontType0C"), Is.EqualTo(fonts.Count));
        Assert.That(raw, Does.Not.Contain("/Type3"));
    }

    [Test]
    public void A_letter_that_the_font_lacks_is_a_question_mark() =>
        Assert.That(
            TextOf(DocumentPdf.Write(Sold with { Buyer = Sold.Buyer with { Name = "東 Ltd" } }, Paid(Sold), English)),
            Does.Contain("? Ltd"));

    [Test]
    public void The_same_invoice_is_the_same_bytes_and_another_has_another_id()
    {
        var first = DocumentPdf.Write(Sold, Paid(Sold), English);
        var others = Enumerable.Range(0, 50).Select(_ => DocumentPdf.Write(Sold, Paid(Sold), English));

        Assert.That(others, Has.All.EqualTo(first));
        Assert.That(IdOf(first), Has.Length.EqualTo(32));
        Assert.That(IdOf(DocumentPdf.Write(Sold, new PaymentStatus.Due(), English)), Is.Not.EqualTo(IdOf(first)));
    }

    [Test]
    public void Nothing_is_written_below_the_foot_or_beside_the_page()
    {
        var (words, buyer) = (string.Join(' ', Enumerable.Range(1, 60).Select(i => $"word{i}")), Sold.Buyer);
        var wide = Sold with
        {
            SessionId = new string('W', 200),
            Seller = Sold.Seller with { Name = new string('N', 150) },
            Buyer = buyer with { Name = new string('M', 150), Street = words },
            Lines = [.. Lines(40).Select(line => line with { Name = words, Note = words })],
        };
        var note = CreditNote(wide) with { Reason = words, Lines = wide.Lines };

        foreach (var pdf in (byte[][])
            [DocumentPdf.Write(wide, Paid(wide), English), DocumentPdf.Write(note, Language.In("cs").Document)])
        {
            using var read = PdfDocument.Open(pdf);
            var letters = read.GetPages().SelectMany(page => page.Letters).ToList();
            Assert.That(letters.Select(letter => letter.StartBaseLine.X), Has.All.GreaterThan(50));
            Assert.That(letters.Select(letter => letter.EndBaseLine.X), Has.All.LessThan(545));
            Assert.That(letters.Select(letter => letter.StartBaseLine.Y), Has.All.GreaterThan(35));
        }
    }

    [Test]
    public void A_text_that_no_page_has_room_for_goes_on_on_the_next_and_an_address_ends_in_an_ellipsis()
    {
        var (letters, wide) = (new string('W', 3_999), new string('W', 1_000));
        var party = new Party { Name = wide, Street = wide, PostalCode = "1", City = wide, Country = "CZ" };
        var tall = Sold with
        {
            Seller = party,
            Buyer = party with { Name = new string('W', 200) },
            SessionId = wide,
            Lines = [Sold.Lines[0] with { Name = letters, Note = letters }, Sold.Lines[0]],
        };

        using var read = PdfDocument.Open(DocumentPdf.Write(tall, Paid(tall), English));

        var all = read.GetPages().SelectMany(page => page.Letters).ToList();
        Assert.That(all.Select(letter => letter.StartBaseLine.Y), Has.All.InRange(35, 800));
        Assert.That(all.Select(letter => letter.EndBaseLine.X), Has.All.LessThan(545));
        Assert.That(read.GetPages().Skip(1).Sum(page => page.Letters.Count(letter => letter.Value == "W")),
            Is.GreaterThanOrEqualTo(2 * letters.Length), "no letter of the line is missing");
        Assert.That(all.Count(letter => letter.Value == "…"), Is.GreaterThan(0));
    }

    private static string IdOf(byte[] bytes) =>
        Regex.Match(Encoding.Latin1.GetString(bytes), "/ID \\[<([0-9a-f]{32})> <\\1>\\]").Groups[1].Value;
}
