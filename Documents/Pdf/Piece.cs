namespace Charging.Documents.Pdf;

/// <summary>What the end of a page never tears apart: its height in points, and what draws it from there.</summary>
internal sealed record Piece(float Height, Action<float> Draw);
