using System.Diagnostics;
using System.Text;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Pdf.Reading;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

/// <summary>Files within a PDF are read as whoever wrote them; a PDF that is made to hurt ends in a sentence.</summary>
public class PdfAttachmentsTests
{
    private static readonly byte[] Xml = "<a>1</a>"u8.ToArray();

    [Test]
    public void Our_own_file_is_read_back()
    {
        var cii = CiiInvoice.Write(Invoice());
        var pdf = DocumentPdf.Write(Invoice(), Paid(Invoice()), Language.In("en").Document, cii);

        Assert.That(PdfAttachments.In(pdf).Select(file => file.Name), Is.EqualTo((string[])["factur-x.xml"]));
        Assert.That(PdfAttachments.In(pdf)[0].Bytes, Is.EqualTo(cii));
    }

    private static IEnumerable<TestCaseData> Written()
    {
        yield return Case("plain", AnyPdf.With(Xml).Bytes());
        yield return Case("packed", AnyPdf.With(AnyPdf.Deflate(Xml), "/Filter/FlateDecode").Bytes());
        yield return Case("packed by two", AnyPdf.With(
            Encoding.Latin1.GetBytes(Convert.ToHexString(AnyPdf.Deflate(Xml)) + ">"),
            "/Filter[/ASCIIHexDecode/FlateDecode]").Bytes());
        yield return Case("in streams of objects", AnyPdf.With(Xml).BytesInStreams());
        yield return Case("without a table", Without("xref\n", AnyPdf.With(Xml).Bytes()));
        yield return Case(
            "with a wrong place of the table", Replaced("startxref\n", "startxref\n9", AnyPdf.With(Xml).Bytes()));
        yield return Case("with a wrong length", Replaced("/Length 8", "/Length 7", AnyPdf.With(Xml).Bytes()));
        yield return Case("after other bytes", [.. "\r\n"u8, .. AnyPdf.With(Xml).Bytes()]);
        yield return Case("by AF alone", new AnyPdf().Add("<</Type/Catalog/AF[2 0 R]>>").Add(AnyPdf.Specification)
            .Add("<</Length 8>>", Xml).Bytes());
        yield return Case("with its name in UTF-16", new AnyPdf()
            .Add(AnyPdf.OneFile).Add(AnyPdf.Specification.Replace("/UF(factur-x.xml)",
                $"/UF<{Convert.ToHexString([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("factur-x.xml")])}>"))
            .Add("<</Length 8>>", Xml).Bytes());
        yield return Case("in a tree", new AnyPdf()
            .Add("<</Type/Catalog/Names<</EmbeddedFiles 4 0 R>>>>").Add(AnyPdf.Specification).Add("<</Length 8>>", Xml)
            .Add("<</Kids[5 0 R 4 0 R]>>").Add("<</Names[(x) 2 0 R]/Kids[4 0 R 5 0 R]>>").Bytes());
    }

    [TestCaseSource(nameof(Written))]
    public void A_file_is_found(byte[] pdf)
    {
        var file = PdfAttachments.In(pdf).Single();

        Assert.That((file.Name, Encoding.UTF8.GetString(file.Bytes)), Is.EqualTo(("factur-x.xml", "<a>1</a>")));
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return Case("encrypted", AnyPdf.With(Xml).Bytes("/Encrypt<</Filter/Standard>>"), "is encrypted");
        yield return Case("no PDF", "%PDF-1.7\nand nothing more"u8.ToArray(), "has no catalogue");
        yield return Case("a catalogue that leads to itself", Replaced("1 0 obj\n<<", "1 0 obj\n1 0 R %",
            AnyPdf.With(Xml).Bytes()), "has no catalogue");
        yield return Case("a bomb", AnyPdf.With(Bomb(300), "/Filter/FlateDecode").Bytes(), "more than 64 MiB");
        yield return Case("a bomb in a bomb", AnyPdf.With(
            AnyPdf.Deflate(Bomb(3000)), "/Filter[/FlateDecode/FlateDecode]").Bytes(), "more than 64 MiB");
        yield return Case("nested without end", new AnyPdf()
            .Add($"<</Type/Catalog/X{new string('[', 500_000)}").Bytes(), "nested more than 64 levels");
        yield return Case("numbers without end", new AnyPdf()
            .Add($"<</Type/Catalog/X[{string.Concat(Enumerable.Repeat("0 ", 2_000_000))}]>>").Bytes(), "1,000,000");
        yield return Case(
            "packed by what nobody reads", AnyPdf.With(Xml, "/Filter/JBIG2Decode").Bytes(), "by JBIG2Decode");
        yield return Case("packed by nothing", AnyPdf.With(Xml, "/Filter/FlateDecode").Bytes(), "cannot be unpacked");
        yield return Case("many objects that overlap", Encoding.Latin1.GetBytes(
            "%PDF-1.7\n" + string.Concat(Enumerable.Repeat("7 0 obj [", 300_000))), "has no catalogue");
        yield return Case("references in a circle", new AnyPdf()
            .Add("<</Type/Catalog/Names 2 0 R>>").Add("3 0 R").Add("2 0 R").Bytes(), null);
        yield return Case("a stream of objects within itself", Replaced("/First ", "/Length 2 0 R/First ",
            AnyPdf.With(Xml).BytesInStreams()), "has no catalogue");
    }

    /// <summary>With a sentence, or with what can be read; at once, and in little memory.</summary>
    [TestCaseSource(nameof(Hostile))]
    public void What_is_made_to_hurt_ends_at_once(byte[] pdf, string? sentence)
    {
        var (begin, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());

        if (sentence is null) Assert.That(() => PdfAttachments.In(pdf), Has.Count.LessThan(2));
        else
            Assert.That(
                () => PdfAttachments.In(pdf), Throws.TypeOf<FormatException>().With.Message.Contains(sentence));

        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(20)));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000_000));
    }

    [Test]
    public void Whatever_byte_is_spoiled_it_ends_in_a_file_or_in_a_sentence()
    {
        var random = new Random(20261130);
        byte[][] whole = [AnyPdf.With(Xml).Bytes(), AnyPdf.With(Xml).BytesInStreams()];
        var read = 0;
        for (var i = 0; i < 4000; i++)
        {
            var pdf = whole[i % 2].ToArray();
            for (var n = random.Next(1, 4); n > 0; n--) pdf[random.Next(pdf.Length)] = (byte)random.Next(256);
            try
            {
                read += PdfAttachments.In(pdf).Count;
            }
            catch (FormatException)
            {
                continue;
            }
        }

        Assert.That(read, Is.GreaterThan(1000));
    }

    private static byte[] Bomb(int mebibytes) => AnyPdf.Deflate(stream =>
    {
        var zeros = new byte[1 << 20];
        for (var i = 0; i < mebibytes; i++) stream.Write(zeros);
    });

    private static byte[] Without(string word, byte[] pdf) => Replaced(word, new string(' ', word.Length), pdf);

    private static byte[] Replaced(string from, string to, byte[] pdf) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace(from, to, StringComparison.Ordinal));

    private static TestCaseData Case(string name, byte[] pdf) => new TestCaseData(pdf).SetArgDisplayNames(name);

    private static TestCaseData Case(string name, byte[] pdf, string? sentence) =>
        new TestCaseData(pdf, sentence).SetArgDisplayNames(name);
}
