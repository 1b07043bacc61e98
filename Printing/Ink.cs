using SkiaSharp;

namespace Charging.Printing;

/// <summary>Sets text and rules on the pages of one document.</summary>
internal sealed class Ink(DocumentFonts fonts) : IDisposable
{
    private readonly Dictionary<Style, Face> faces =
        Style.All.ToDictionary(style => style, style => new Face(style, style.IsStrong ? fonts.Strong : fonts.Regular));

    private readonly SKPaint rule = new() { Style = SKPaintStyle.Stroke };
    private SKCanvas? canvas;

    private SKCanvas Canvas => canvas
        ?? throw new InvalidOperationException("Nothing can be set before a page is begun; call Begin first.");

    public void Begin(SKCanvas page) => canvas = page;

    public void Text(string text, float x, float baseline, Style style)
    {
        if (text.Length > 0) faces[style].Draw(Canvas, text, x, baseline, inColumn: false);
    }

    public void TextRight(string text, float right, float baseline, Style style) =>
        Text(text, right - WidthOf(text, style), baseline, style);

    /// <summary>Ends at <paramref name="right"/>, its figures under those above.</summary>
    public void Figures(string text, float right, float baseline, Style style)
    {
        var face = faces[style];
        face.Draw(Canvas, text, right - face.WidthOf(text, inColumn: true), baseline, inColumn: true);
    }

    public void Rule(float left, float right, float y, float thickness, SKColor color)
    {
        (rule.StrokeWidth, rule.Color) = (thickness, color);
        Canvas.DrawLine(left, y, right, y, rule);
    }

    public float WidthOf(string text, Style style) => faces[style].WidthOf(text, inColumn: false);

    /// <summary>The text in lines of that width; a word that is longer than a line is cut.</summary>
    public IReadOnlyList<string> Wrap(string text, float width, Style style)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (WidthOf(longer, style) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0) lines.Add(line);
            for (line = word; WidthOf(line, style) > width && line.Length > 1;)
            {
                var cut = Fitting(line, width, style);
                lines.Add(line[..cut]);
                line = line[cut..];
            }
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    public void Dispose()
    {
        foreach (var face in faces.Values) face.Dispose();
        rule.Dispose();
    }

    /// <summary>How many of the word's letters fit, at least one; the two halves of a letter stay together.</summary>
    private int Fitting(string word, float width, Style style)
    {
        var fitting = 1;
        while (fitting < word.Length && WidthOf(word[..(fitting + 1)], style) <= width) fitting++;
        return fitting > 1 && char.IsHighSurrogate(word[fitting - 1]) ? fitting - 1 : fitting;
    }
}
