namespace Charging.Documents.Pdf.Fonts;

/// <summary>
/// The letters of one or more alphabets in one weight, as they are embedded together: named as PDF names a part of a
/// font, with the shapes as a compressed CFF font whose letters are numbered as in Unicode.
/// </summary>
internal sealed class FontPart(
    string name, FontMeasures measures, byte[] shapes, IReadOnlyList<(char Letter, int Width)> letters)
{
    public string Name { get; } = name;

    public FontMeasures Measures { get; } = measures;

    public byte[] Shapes { get; } = shapes;

    /// <summary>By their numbers.</summary>
    public IReadOnlyList<(char Letter, int Width)> Letters { get; } = letters;
}
