using System.Text.Json;

namespace Charging.Rating.Importing;

/// <summary>Several records in one JSON array, as webhooks post them.</summary>
internal static class RecordArray
{
    /// <summary>A message of more is not a webhook's.</summary>
    public const int MostRecords = 1_000;

    /// <summary>Each element with the line, from 0, on which it begins; null for what is no JSON array.</summary>
    public static IReadOnlyList<(int Line, ReadOnlyMemory<byte> Record)>? Elements(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (utf8.Span.TrimStart(" \t\r\n"u8) is not [(byte)'[', ..]) return null;
        try
        {
            return Read(utf8);
        }
        catch (JsonException)
        {
            return null; // what is wrong is said by whoever reads it as one record
        }
    }

    private static List<(int, ReadOnlyMemory<byte>)> Read(ReadOnlyMemory<byte> utf8)
    {
        var elements = new List<(int, ReadOnlyMemory<byte>)>();
        var reader = new Utf8JsonReader(utf8.Span);
        var (line, counted) = (0, 0);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            line += utf8.Span[counted..start].Count((byte)'\n');
            counted = start;
            reader.Skip();
            elements.Add((line, utf8[start..(int)reader.BytesConsumed]));
        }

        while (reader.Read()) { }
        return elements;
    }
}
