using Charging.Documents.Pdf.Fonts;
using Charging.Documents.Pdf.Writing;

namespace Charging.Documents.Pdf;

/// <summary>How a piece of text looks: its size in points, its weight, its colour. There are no others.</summary>
internal sealed record Style(float Size, Font Font, Color Color)
{
    public static readonly Color Dark = new(0x1B, 0x22, 0x2B);
    public static readonly Color Black = new(0, 0, 0);
    public static readonly Color Grey = new(0x6A, 0x73, 0x80);
    public static readonly Color Hair = new(0xDC, 0xE0, 0xE6);
    public static readonly Color Accent = new(0x0B, 0x6E, 0x69);

    public static readonly Style Title = new(25, Font.SemiBold, Dark);
    public static readonly Style Total = new(13, Font.SemiBold, Dark);
    public static readonly Style Mark = new(9.5f, Font.SemiBold, Accent);
    public static readonly Style Strong = new(9, Font.SemiBold, Dark);
    public static readonly Style Body = new(9, Font.Regular, Dark);
    public static readonly Style Small = new(7.5f, Font.Regular, Grey);

    public float WidthOf(string text)
    {
        var letters = Font.Shown(text);
        return Points(Spacing.Kern(letters, Font, new int[letters.Length]));
    }

    /// <summary>What so many thousandths of the size are.</summary>
    public float Points(int thousandths) => thousandths * Size / 1000;
}
