namespace Charging.Documents.Sending;

/// <summary>A document as a file: of which type it is (application/…), what it is called, and what is in it.</summary>
public sealed record DocumentFile(string Type, string Name, byte[] Content);
