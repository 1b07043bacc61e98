using System.Text;
using SkiaSharp;

namespace Charging.Documents.Pdf;

/// <summary>Sets text and rules on the pages of one document.</summary>
internal sealed class Ink(DocumentFonts fonts) : IDisposable
{
    /// <summary>Beyond every name, note and reason; a stranger's text shall not fill a thousand pages.</summary>
    private const int LongestText = 4_000;

    /// <summary>A line break within a text is a blank on paper.</summary>
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

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

    /// <summary>
    /// The text in lines of that width; a word that is longer than a line is cut. Each letter is measured once. A text
    /// longer than <see cref="LongestText"/> ends there, in an ellipsis.
    /// </summary>
    public IReadOnlyList<string> Wrap(string text, float width, Style style)
    {
        var lines = new List<string>();
        var (line, filled) = (new StringBuilder(), 0f);
        var blank = WidthOf(" ", style);
        foreach (var word in Shortened(text).Split(Blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            var wide = WidthOf(word, style);
            if (line.Length > 0 && filled + blank + wide > width) End();
            if (line.Length > 0) (_, filled) = (line.Append(' '), filled + blank);
            if (line.Length > 0 || wide <= width) (_, filled) = (line.Append(word), filled + wide);
            else Cut(word);
        }

        if (line.Length > 0) End();
        return lines;

        void Cut(string word)
        {
            foreach (var letter in word.EnumerateRunes().Select(rune => rune.ToString()))
            {
                var wide = WidthOf(letter, style);
                if (line.Length > 0 && filled + wide > width) End();
                (_, filled) = (line.Append(letter), filled + wide);
            }
        }

        void End()
        {
            lines.Add(line.ToString());
            (_, filled) = (line.Clear(), 0);
        }
    }

    public void Dispose()
    {
        foreach (var face in faces.Values) face.Dispose();
        rule.Dispose();
    }

    private static string Shortened(string text)
    {
        if (text.Length <= LongestText) return text;
        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return $"{text[..end]}…";
    }
}
