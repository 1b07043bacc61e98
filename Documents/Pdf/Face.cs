using SkiaSharp;

namespace Charging.Documents.Pdf;

/// <summary>
/// A font in one style. In columns all figures are equally wide, so that they stand under each other. A letter that the
/// font lacks is a question mark, since PDF/A knows no letter without a shape.
/// </summary>
internal sealed class Face : IDisposable
{
    private readonly SKFont font;
    private readonly SKPaint paint;
    private readonly ushort[] figures;
    private readonly float figureWidth;
    private readonly ushort unknown;

    public Face(Style style, SKTypeface typeface)
    {
        font = new SKFont(typeface, style.Size)
        {
            Subpixel = true,
            LinearMetrics = true,
            Hinting = SKFontHinting.None,
        };
        paint = new SKPaint { Color = style.Color, IsAntialias = true };
        figures = font.GetGlyphs("0123456789");
        figureWidth = font.GetGlyphWidths("0")[0];
        unknown = font.GetGlyphs("?")[0];
    }

    public void Draw(SKCanvas canvas, string text, float x, float baseline, bool inColumn)
    {
        var glyphs = GlyphsOf(text);
        var widths = font.GetGlyphWidths(glyphs);
        var places = new float[glyphs.Length];
        var at = 0f;
        for (var i = 0; i < glyphs.Length; i++)
        {
            var room = inColumn ? RoomOf(glyphs[i], widths[i]) : widths[i];
            places[i] = at + ((room - widths[i]) / 2);
            at += room;
        }

        using var builder = new SKTextBlobBuilder();
        builder.AddHorizontalRun(glyphs, font, places, 0);
        using var run = builder.Build();
        canvas.DrawText(run, x, baseline, paint);
    }

    public float WidthOf(string text, bool inColumn)
    {
        var glyphs = GlyphsOf(text);
        var widths = font.GetGlyphWidths(glyphs);
        return inColumn ? glyphs.Zip(widths, RoomOf).Sum() : widths.Sum();
    }

    public void Dispose()
    {
        font.Dispose();
        paint.Dispose();
    }

    private float RoomOf(ushort glyph, float width) => figures.Contains(glyph) ? figureWidth : width;

    private ushort[] GlyphsOf(string text)
    {
        var glyphs = font.GetGlyphs(text);
        for (var i = 0; i < glyphs.Length; i++)
            if (glyphs[i] == 0) glyphs[i] = unknown;
        return glyphs;
    }
}
