namespace Charging.Rating.Importing;

/// <summary>Records in a file: XML is one record, anything else has one on a line.</summary>
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

        for (var line = 1; file.Length > 0; line++)
        {
            var end = file.Span.IndexOf((byte)'\n');
            var record = end < 0 ? file : file[..end];
            if (record.Span.Trim(" \t\r"u8).Length > 0) yield return (line, record);
            file = file[(end < 0 ? file.Length : end + 1)..];
        }
    }
}
