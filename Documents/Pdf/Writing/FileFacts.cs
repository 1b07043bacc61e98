namespace Charging.Documents.Pdf.Writing;

/// <summary>What a file says of itself; at is in UTC.</summary>
internal sealed record FileFacts(string Title, string Author, DateTime At);
