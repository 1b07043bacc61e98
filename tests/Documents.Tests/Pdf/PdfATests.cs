using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using UglyToad.PdfPig;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

/// <summary>
/// What PDF/A-2b (ISO 19005-2) asks of a file, and PDF/A-3b of one that carries another, as far as it concerns files of
/// text.
/// </summary>
public class PdfATests
{
    private const string Greek = "Ελληνική Εταιρεία (Αθήνα) \\ ΑΕ";

    private static readonly string[] Forbidden =
    [
        "JavaScript", "JS", "Launch", "AA", "OpenAction", "Encrypt", "LZWDecode", "Crypt", "SMask", "CA", "ca",
        "BM", "Group", "Annots", "AcroForm", "XFA", "XObject", "Type3", "EF", "EmbeddedFiles", "F", "Alternates",
        "TR", "HTP", "OPI", "Ref", "NeedsRendering", "Requirements", "OCProperties", "PresSteps", "ExtGState",
    ];

    /// <summary>What PDF/A-3 allows where files are associated.</summary>
    private static readonly string[] OfCarriers = ["EF", "EmbeddedFiles", "F"];

    private static IEnumerable<TestCaseData> Files()
    {
        var (sold, english) = (Invoice(), Language.In("en").Document);
        var others = sold with
        {
            Seller = sold.Seller with { Name = Greek },
            Buyer = sold.Buyer with { Name = "Nguyễn 東\uD800" },
            Lines = Lines(90),
        };
        yield return Case("usual", DocumentPdf.Write(sold, Paid(sold), english));
        yield return Case("of other alphabets", DocumentPdf.Write(others, Paid(sold), english));
        yield return Case("that carries another", DocumentPdf.Write(sold, Paid(sold), english, CiiInvoice.Write(sold)));
        yield return Case("credit note", DocumentPdf.Write(CreditNote(sold), Language.In("cs").Document));

        static TestCaseData Case(string name, byte[] bytes) => new TestCaseData(bytes).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Files))]
    public void It_begins_with_its_version_and_bytes_that_are_no_text_and_ends_with_its_end(byte[] pdf)
    {
        Assert.That(Encoding.Latin1.GetString(pdf), Does.StartWith("%PDF-1.7\n%").And.EndsWith("\n%%EOF\n"));
        Assert.That(pdf[10..14], Has.All.GreaterThan(127));
    }

    [TestCaseSource(nameof(Files))]
    public void Every_object_is_where_the_table_says_and_each_stream_as_long(byte[] pdf)
    {
        var raw = new RawPdf(pdf);

        Assert.That(raw.Text[raw.Start..], Does.StartWith($"xref\n0 {raw.Offsets.Count + 1}\n0000000000 65535 f \n"));
        Assert.That(raw.Trailer, Does.Contain($"/Size {raw.Offsets.Count + 1} ").And.Match(
            "/ID \\[<([0-9a-f]{32})> <\\1>\\]").And.Not.Contain("/Encrypt"));
        foreach (var (one, i) in raw.Objects.Select((one, i) => (one, i)))
        {
            Assert.That(one, Does.StartWith($"{i + 1} 0 obj\n").And.EndsWith("\nendobj\n"));
            if (!one.Contains("stream\n")) continue;
            Assert.That(one, Does.EndWith($"{RawPdf.StreamOf(one)}\nendstream\nendobj\n"));
        }
    }

    [TestCaseSource(nameof(Files))]
    public void It_has_nothing_that_is_forbidden(byte[] pdf)
    {
        var said = string.Concat(new RawPdf(pdf).Dictionaries);

        foreach (var name in Forbidden.Except(Carries(pdf) ? OfCarriers : []))
            Assert.That(said, Does.Not.Match($"/{name}\\b"), name);
    }

    [TestCaseSource(nameof(Files))]
    public void A_page_is_opaque_text_and_rules_in_RGB_and_names_its_fonts_itself(byte[] pdf)
    {
        var raw = new RawPdf(pdf);
        var pages = raw.Dictionaries.Where(one => one.Contains("/Type /Page ")).ToList();

        Assert.That(pages, Is.Not.Empty.And.All.Contains("/Resources ").And.All.Contains("/MediaBox "));
        foreach (var (page, content) in pages.Zip(raw.Contents))
        {
            var drawn = Regex.Replace(content, @"\((\\.|[^\\)])*\)", "", RegexOptions.Singleline);
            Assert.That(
                Regex.Matches(drawn, @"(?<![/\w+-])[A-Za-z]+\*?").Select(match => match.Value).Distinct(),
                Is.SubsetOf(new[] { "BT", "ET", "Td", "Tf", "Tj", "TJ", "rg", "RG", "w", "m", "l", "S" }));
            Assert.That(
                Regex.Matches(drawn, @"/(\S+) \S+ Tf").Select(match => match.Groups[1].Value).Distinct(),
                Is.Not.Empty.And.All.Matches<string>(font => raw.Named("Resources", page).Contains($"/{font} ")));
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Its_metadata_are_sound_and_say_the_same_as_its_information(byte[] pdf)
    {
        using var read = PdfDocument.Open(pdf);
        Assert.That(read.TryGetXmpMetadata(out var packet), Is.True);
        var text = Encoding.UTF8.GetString(packet!.GetXmlBytes().ToArray());
        var xmp = XDocument.Parse(text).Root!;

        string Of(string name) => xmp.Descendants().First(one => one.Name.LocalName == name).Value;
        Assert.That((Of("part"), Of("conformance")), Is.EqualTo((Carries(pdf) ? "3" : "2", "B")));
        Assert.That(Of("title"), Is.EqualTo(read.Information.Title));
        Assert.That(Of("creator"), Is.EqualTo(read.Information.Author));
        Assert.That(Of("Producer"), Is.EqualTo(read.Information.Producer));
        Assert.That(Of("CreatorTool"), Is.EqualTo(read.Information.Creator));
        foreach (var (name, date) in new[]
            { ("CreateDate", read.Information.CreationDate), ("ModifyDate", read.Information.ModifiedDate) })
            Assert.That($"D:{Regex.Replace(Of(name), "[-:T]", "")}", Is.EqualTo(date));
        Assert.That(text, Does.StartWith("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"));
        var metadata = new RawPdf(pdf).Dictionaries.Single(one => one.Contains("/Type /Metadata"));
        Assert.That(metadata, Does.Contain("/Subtype /XML").And.Not.Contain("/Filter"));
    }

    [TestCaseSource(nameof(Files))]
    public void What_its_colours_are_says_a_profile_within_it(byte[] pdf)
    {
        var raw = new RawPdf(pdf);
        var intent = raw.Named("OutputIntents", raw.Named("Root", $"/{raw.Trailer}"));

        Assert.That(intent, Does.Contain("/S /GTS_PDFA1 ").And.Contain("/OutputConditionIdentifier (sRGB)"));
        Assert.That(raw.Named("DestOutputProfile", intent), Does.Contain("/N 3 ").And.Contain("acsp"));
    }

    [TestCaseSource(nameof(Files))]
    public void Every_letter_that_is_shown_has_a_shape_and_a_width_and_is_read_back(byte[] pdf)
    {
        var raw = new RawPdf(pdf);
        var fonts = raw.Dictionaries.Where(one => one.Contains("/Subtype /Type0")).ToList();

        Assert.That(fonts, Is.Not.Empty.And.All.Contains("/Encoding /Identity-H").And.All.Contains("/ToUnicode "));
        foreach (var font in fonts)
        {
            var letters = raw.Named("DescendantFonts", font);
            Assert.That(letters, Does.Contain("/Subtype /CIDFontType0 ").And.Contain("/W ["));
            Assert.That(raw.Named("FontFile3", raw.Named("FontDescriptor", letters)), Does.Contain("/CIDFontType0C"));
        }

        using var read = PdfDocument.Open(pdf);
        Assert.That(
            read.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value),
            Is.Not.Empty.And.All.Length.EqualTo(1).And.None.EqualTo("\0").And.None.EqualTo("\uFFFD"));
    }

    private static bool Carries(byte[] pdf) => Encoding.Latin1.GetString(pdf).Contains("/EmbeddedFile ");
}
