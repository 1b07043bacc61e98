namespace Charging.Documents.Pdf.Fonts;

/// <summary>The distances between letters that are not as their widths say, by the letters' classes.</summary>
internal sealed class FontKerning
{
    private const int Classes = 256;

    private readonly short[] distances = new short[Classes * Classes];

    public int Between(byte left, byte right) => distances[(left * Classes) + right];

    public void Set(byte left, byte right, short distance) => distances[(left * Classes) + right] = distance;
}
