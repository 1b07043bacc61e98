namespace Charging.Rating.Importing;

/// <summary>
/// Records in a file: XML is one record, a JSON array has one in each element, anything else has one on a line, where
/// again an array holds several.
/// </summary>
internal static class RecordFile
{
    /// <summary>Each record that is not blank, with the line, from 1, on which it begins.</summary>
    public static IEnumerable<(int Line, ReadOnlyMemory<byte> Record)> Read(ReadOnlyMemory<byte> file)
    {
        if (file.Span.StartsWith("\uFEFF"u8)) file = file[3..];
        if (file.Span.TrimStart(" \t\r\n"u8) is [(byte)'<', ..])
        {
            yield return (1, file);
            yield break;
        }

        if (RecordArray.Elements(file) is { } elements)
        {
            foreach (var (line, element) in elements) yield return (line + 1, element);
            yield break;
        }

        for (var line = 1; file.Length > 0; line++)
        {
            var end = file.Span.IndexOf((byte)'\n');
            var record = end < 0 ? file : file[..end];
            foreach (var one in RecordArray.Elements(record) ?? [(0, record)])
                if (one.Record.Span.Trim(" \t\r"u8).Length > 0) yield return (line, one.Record);
            file = file[(end < 0 ? file.Length : end + 1)..];
        }
    }
}
