using Charging.Documents.Pdf.Fonts;

namespace Charging.Documents.Pdf.Writing;

/// <summary>
/// What is drawn on one page, as PDF says it. Lengths are in points from the lower left corner; what is set already is
/// not set again.
/// </summary>
internal sealed class PageContent
{
    private const int UsualLength = 8 * 1024;

    private readonly PdfBytes bytes = new(UsualLength);
    private readonly List<FontPart> fonts = [];
    private (FontPart Font, float Size)? set;
    private Color? fill;
    private Color? stroke;
    private float? thickness;

    public ReadOnlySpan<byte> Bytes => bytes.Written;

    /// <summary>Those that the page's letters are in.</summary>
    public IReadOnlyList<FontPart> Fonts => fonts;

    /// <param name="letters">Which the font has.</param>
    /// <param name="gaps">
    /// Before each letter, in thousandths of the size, by how much it stands farther from the one before it.
    /// </param>
    /// <param name="font">In which weight.</param>
    /// <param name="size">In points.</param>
    /// <param name="color">Of the letters.</param>
    /// <param name="x">Where the first letter begins.</param>
    /// <param name="y">The baseline.</param>
    public void Text(
        ReadOnlySpan<char> letters, ReadOnlySpan<int> gaps, Font font, float size, Color color, float x, float y)
    {
        Fill(color);
        bytes.Add("BT "u8).Add(x).Add(" "u8).Add(y).Add(" Td "u8);
        for (var from = 0; from < letters.Length;)
        {
            var part = font.PartOf(letters[from]);
            var end = from + 1;
            while (end < letters.Length && font.PartOf(letters[end]) == part) end++;
            Set(part, size);
            Show(letters[from..end], gaps[from..end]);
            from = end;
        }

        bytes.Add("ET\n"u8);
    }

    public void Rule(float left, float right, float y, float width, Color color)
    {
        if (stroke != color) AddColor(color).Add(" RG "u8);
        if (thickness != width) bytes.Add(width).Add(" w "u8);
        (stroke, thickness) = (color, width);
        bytes.Add(left).Add(" "u8).Add(y).Add(" m "u8).Add(right).Add(" "u8).Add(y).Add(" l S\n"u8);
    }

    /// <summary>In one path, so that where two touch no white shines through.</summary>
    public void Boxes(IEnumerable<(float Left, float Bottom, float Width, float Height)> boxes, Color color)
    {
        Fill(color);
        foreach (var (left, bottom, width, height) in boxes)
            bytes.Add(left).Add(" "u8).Add(bottom).Add(" "u8).Add(width).Add(" "u8).Add(height).Add(" re\n"u8);
        bytes.Add("f\n"u8);
    }

    private void Show(ReadOnlySpan<char> letters, ReadOnlySpan<int> gaps)
    {
        if (!gaps.ContainsAnyExcept(0))
        {
            bytes.AddString(letters).Add(" Tj "u8);
            return;
        }

        bytes.Add("["u8);
        for (var from = 0; from < letters.Length;)
        {
            if (gaps[from] != 0) bytes.Add(-gaps[from]);
            var same = gaps[(from + 1)..].IndexOfAnyExcept(0);
            var end = same < 0 ? letters.Length : from + 1 + same;
            bytes.AddString(letters[from..end]);
            from = end;
        }

        bytes.Add("] TJ "u8);
    }

    private void Set(FontPart font, float size)
    {
        if (set == (font, size)) return;

        set = (font, size);
        if (!fonts.Contains(font)) fonts.Add(font);
        bytes.Add("/"u8).Add(font.Name).Add(" "u8).Add(size).Add(" Tf "u8);
    }

    private void Fill(Color color)
    {
        if (fill == color) return;

        fill = color;
        AddColor(color).Add(" rg "u8);
    }

    private PdfBytes AddColor(Color color) =>
        bytes.Add(color.Red / 255f).Add(" "u8).Add(color.Green / 255f).Add(" "u8).Add(color.Blue / 255f);
}
