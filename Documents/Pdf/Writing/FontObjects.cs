using System.Text;
using Charging.Documents.Pdf.Fonts;

namespace Charging.Documents.Pdf.Writing;

/// <summary>
/// A part of a font as a file holds it. The codes of a text are the letters' numbers in Unicode, and so are those of
/// the shapes, so that one table, which maps each number to itself, tells readers the text in any of the fonts.
/// </summary>
internal static class FontObjects
{
    /// <summary>As upright stems of Inter are, about; for readers that draw a font of their own instead.</summary>
    private const int Stem = 80;

    /// <summary>A font whose letters are not those of Adobe's standard Latin alphabet alone.</summary>
    private const int Symbolic = 4;

    /// <summary>Returns the number of the font.</summary>
    public static int Add(PdfObjects objects, FontPart font, int toUnicode)
    {
        var (name, measures) = (font.Name, font.Measures);
        var shapes = objects.AddStream("/Subtype /CIDFontType0C /Filter /FlateDecode", font.Shapes);
        var descriptor = objects.Add(
            $"/Type /FontDescriptor /FontName /{name} /Flags {Symbolic} /FontBBox [{measures.Box}] /ItalicAngle 0" +
            $" /Ascent {measures.Ascent} /Descent {measures.Descent} /CapHeight {measures.Capitals} /StemV {Stem}" +
            $" /FontFile3 {shapes} 0 R");
        var letters = objects.Add(
            $"/Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /FontDescriptor {descriptor} 0 R" +
            " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>" +
            $" /DW 0 /W [{WidthsOf(font)}]");
        return objects.Add(
            $"/Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{letters} 0 R]" +
            $" /ToUnicode {toUnicode} 0 R");
    }

    /// <summary>Returns the number of the table for all fonts.</summary>
    public static int AddToUnicode(PdfObjects objects, IEnumerable<FontPart> fonts)
    {
        // A range may not cross a row, which is 256 letters.
        var rows = fonts.SelectMany(font => font.Letters).Select(one => one.Letter >> 8).Distinct().Order().ToList();
        var table = new StringBuilder();
        table.Append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n");
        table.Append("/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n");
        table.Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n");
        table.Append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        table.Append($"{rows.Count} beginbfrange\n");
        foreach (var row in rows)
        {
            var first = row == 0 ? "0020" : $"{row:X2}00";
            table.Append($"<{first}> <{row:X2}FF> <{first}>\n");
        }

        table.Append("endbfrange\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return objects.AddStream("", Encoding.ASCII.GetBytes(table.ToString()));
    }

    /// <summary>Of each letter its width, those of neighbours in one list.</summary>
    private static string WidthsOf(FontPart font)
    {
        var text = new StringBuilder();
        for (var i = 0; i < font.Letters.Count; i++)
        {
            var (letter, width) = font.Letters[i];
            var isNext = i > 0 && font.Letters[i - 1].Letter == letter - 1;
            text.Append(isNext ? $" {width}" : $"{(i > 0 ? "] " : "")}{(int)letter} [{width}");
        }

        return text.Append(']').ToString();
    }
}
