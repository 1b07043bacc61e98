namespace Charging.Documents.Pdf.Writing;

/// <summary>In sRGB, as the colour profile in the file says.</summary>
internal readonly record struct Color(byte Red, byte Green, byte Blue);
