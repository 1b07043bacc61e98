using System.Text;

namespace Charging.Documents.Pdf;

/// <summary>Breaks a text into lines.</summary>
internal static class TextLines
{
    /// <summary>Beyond every name, note and reason; a stranger's text shall not fill a thousand pages.</summary>
    private const int LongestText = 4_000;

    /// <summary>A line break within a text is a blank on paper.</summary>
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>
    /// The text in lines of that width; a word that is longer than a line is cut. A text longer than
    /// <see cref="LongestText"/> ends there, in an ellipsis.
    /// </summary>
    public static IReadOnlyList<string> Of(string text, float width, Style style)
    {
        var lines = new List<string>();
        var (line, filled) = (new StringBuilder(), 0f);
        var blank = style.WidthOf(" ");
        foreach (var word in Shortened(text).Split(Blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            var wide = style.WidthOf(word);
            if (line.Length > 0 && filled + blank + wide > width) End();
            if (line.Length > 0) (_, filled) = (line.Append(' '), filled + blank);
            if (line.Length > 0 || wide <= width) (_, filled) = (line.Append(word), filled + wide);
            else Cut(word);
        }

        if (line.Length > 0) End();
        return lines;

        void Cut(string word)
        {
            var before = "";
            foreach (var letter in word.EnumerateRunes().Select(rune => rune.ToString()))
            {
                var wide = style.WidthOf(before + letter) - style.WidthOf(before);
                if (line.Length > 0 && filled + wide > width) End();
                if (line.Length == 0) wide = style.WidthOf(letter);
                (_, filled, before) = (line.Append(letter), filled + wide, letter);
            }
        }

        void End()
        {
            lines.Add(line.ToString());
            (_, filled) = (line.Clear(), 0);
        }
    }

    private static string Shortened(string text)
    {
        if (text.Length <= LongestText) return text;
        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return $"{text[..end]}…";
    }
}
