using Charging.Documents.Pdf.Fonts;

namespace Charging.Documents.Pdf;

/// <summary>
/// How far apart the letters of a text stand, in thousandths of its size. In running text pairs are kerned; in columns
/// all figures are equally wide, so that they stand under each other.
/// </summary>
internal static class Spacing
{
    /// <summary>Returns how wide the text is.</summary>
    /// <param name="letters">Which the font has.</param>
    /// <param name="font">In which weight.</param>
    /// <param name="gaps">Gets, of each letter, how much farther from the one before it is than widths say.</param>
    public static int Kern(ReadOnlySpan<char> letters, Font font, Span<int> gaps)
    {
        var width = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            gaps[i] = i > 0 ? font.Between(letters[i - 1], letters[i]) : 0;
            width += gaps[i] + font.WidthOf(letters[i]);
        }

        return width;
    }

    /// <inheritdoc cref="Kern"/>
    public static int Align(ReadOnlySpan<char> letters, Font font, Span<int> gaps)
    {
        var (width, room, behind) = (0, font.WidthOf('0'), 0);
        for (var i = 0; i < letters.Length; i++)
        {
            // A figure stands in the middle of its room.
            var slack = char.IsAsciiDigit(letters[i]) ? room - font.WidthOf(letters[i]) : 0;
            gaps[i] = behind + (slack / 2);
            behind = slack - (slack / 2);
            width += gaps[i] + font.WidthOf(letters[i]);
        }

        return width + behind;
    }
}
