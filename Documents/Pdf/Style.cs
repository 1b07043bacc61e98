using SkiaSharp;

namespace Charging.Documents.Pdf;

/// <summary>How a piece of text looks: its size in points, its weight, its colour. There are no others.</summary>
internal sealed record Style(float Size, bool IsStrong, SKColor Color)
{
    public static readonly SKColor Dark = new(0x1B, 0x22, 0x2B);
    public static readonly SKColor Grey = new(0x6A, 0x73, 0x80);
    public static readonly SKColor Hair = new(0xDC, 0xE0, 0xE6);
    public static readonly SKColor Accent = new(0x0B, 0x6E, 0x69);

    public static readonly Style Title = new(25, true, Dark);
    public static readonly Style Total = new(13, true, Dark);
    public static readonly Style Mark = new(9.5f, true, Accent);
    public static readonly Style Strong = new(9, true, Dark);
    public static readonly Style Body = new(9, false, Dark);
    public static readonly Style Small = new(7.5f, false, Grey);

    public static readonly IReadOnlyList<Style> All = [Title, Total, Mark, Strong, Body, Small];
}
