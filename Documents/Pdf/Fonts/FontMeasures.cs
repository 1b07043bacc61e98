namespace Charging.Documents.Pdf.Fonts;

/// <summary>What a font says of itself, in thousandths: the box that holds every letter, and its heights.</summary>
internal sealed record FontMeasures(string Box, int Ascent, int Descent, int Capitals);
