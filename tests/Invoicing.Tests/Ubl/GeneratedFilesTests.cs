using Charging.Documents.Sending;
using UglyToad.PdfPig;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>Generated documents as mails carry them: in each format that was chosen, in and beside the PDF.</summary>
public class GeneratedFilesTests
{
    /// <summary>So many of each choice are printed and read back.</summary>
    private const int OfEach = 12;

    private static readonly IReadOnlyList<(GeneratedDocument Document, IReadOnlyList<DocumentFile> Files)> Some =
    [
        .. Drawn.Documents.GroupBy(document => (document.Formats.Within, document.Formats.Beside))
            .SelectMany(choice => choice.Take(OfEach)).Select(document => (document, document.Files())),
    ];

    [Test]
    public void Beside_the_PDF_stands_what_was_chosen_and_nothing_else()
    {
        foreach (var (document, files) in Some)
        {
            List<byte[]> expected = [];
            if (document.Formats.Has(DocumentFormat.Ubl) || document.Formats.Has(DocumentFormat.XRechnung))
                expected.Add(document.Bytes);
            if (document.Formats.Has(DocumentFormat.Isdoc)) expected.Add(document.Isdoc);

            Assert.That(files.Skip(1).Select(file => file.Content), Is.EqualTo(expected), $"seed {Drawn.Seed}");
        }
    }

    [Test]
    public void The_PDF_carries_the_very_bytes_that_an_export_writes()
    {
        foreach (var (document, files) in Some)
        {
            Dictionary<string, byte[]> expected = [];
            if (document.Formats.Has(DocumentFormat.FacturX)) expected.Add("factur-x.xml", document.Cii);
            if (document.Formats.Has(DocumentFormat.Isdoc)) expected.Add("invoice.isdoc", document.Isdoc);

            Assert.That(Within(files[0]), Is.EquivalentTo(expected), $"seed {Drawn.Seed}");
        }
    }

    [Test]
    public void No_choice_is_left_out() => Assert.That(
        Some.Select(one => (one.Document.Formats.Within, one.Document.Formats.Beside)).Distinct(),
        Is.EquivalentTo(((string, string)[])
        [
            ("", "UBL"), ("", "XRechnung"), ("Factur-X", ""), ("Factur-X", "UBL"), ("ISDOC", "ISDOC"),
            ("Factur-X, ISDOC", "ISDOC"), ("Factur-X, ISDOC", "UBL, ISDOC"), ("Factur-X, ISDOC", "XRechnung, ISDOC"),
        ]),
        $"seed {Drawn.Seed}");

    private static Dictionary<string, byte[]> Within(DocumentFile pdf)
    {
        using var read = PdfDocument.Open(pdf.Content);
        return read.Advanced.TryGetEmbeddedFiles(out var files)
            ? files!.ToDictionary(file => file.Name, file => file.Bytes.ToArray())
            : [];
    }
}
