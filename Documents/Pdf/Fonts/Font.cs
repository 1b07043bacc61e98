using System.Text;

namespace Charging.Documents.Pdf.Fonts;

/// <summary>
/// One weight of Inter: how wide each letter is, which stand closer or wider beside each other, and the shapes. Lengths
/// are in thousandths of the size of the text. A letter that the font lacks is a question mark, since PDF/A knows no
/// letter without a shape.
/// </summary>
internal sealed class Font(FontLetter[] letters, FontKerning kerning, IReadOnlyList<FontPart> parts)
{
    private const char Unknown = '?';

    public static Font Regular { get; } = FontFile.Read("Inter-Regular");

    public static Font SemiBold { get; } = FontFile.Read("Inter-SemiBold");

    /// <summary>The first has what nearly every document needs, and is in every one.</summary>
    public IReadOnlyList<FontPart> Parts => parts;

    public int WidthOf(char letter) => letters[letter].Width;

    public FontPart PartOf(char letter) => parts[letters[letter].Part];

    /// <summary>By how much more than their widths the two are apart; less than 0 where they move together.</summary>
    public int Between(char left, char right) => kerning.Between(letters[left].Left, letters[right].Right);

    /// <summary>The text in letters that the font has; two halves of one are one question mark.</summary>
    public string Shown(string text)
    {
        foreach (var letter in text)
            if (!Has(letter)) return string.Concat(text.EnumerateRunes().Select(Shown));
        return text;
    }

    private char Shown(Rune rune) => rune.IsBmp && Has((char)rune.Value) ? (char)rune.Value : Unknown;

    private bool Has(char letter) => letter < letters.Length && letters[letter].Exists;
}
