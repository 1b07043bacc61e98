namespace Charging.Documents.Pdf.Fonts;

/// <summary>A letter's width, the part of the font that has it, and its classes of kerning on its two sides.</summary>
internal readonly record struct FontLetter(short Width, byte Part, byte Left, byte Right, bool Exists);
