using System.Text.Json;

namespace Charging.Sandbox;

/// <summary>Reads a ledger from its beginning.</summary>
internal static class LedgerReader
{
    private const int Block = 1 << 20;

    /// <summary>Applies every whole line to the book; returns how many bytes they are.</summary>
    /// <exception cref="InvalidDataException">A whole line is not the next entry: the file was damaged.</exception>
    public static long Read(Stream file, Book book)
    {
        var buffer = new byte[Block];
        var (filled, whole) = (0, 0L);
        while (true)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = file.Read(buffer, filled, buffer.Length - filled);
            if (read == 0) return whole;
            filled += read;

            var used = ApplyLines(buffer.AsSpan(0, filled), book);
            whole += used;
            filled -= used;
            Array.Copy(buffer, used, buffer, 0, filled);
        }
    }

    private static int ApplyLines(ReadOnlySpan<byte> bytes, Book book)
    {
        var used = 0;
        while (bytes[used..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            book.Apply(Parse(bytes.Slice(used, end), book.Entries + 1));
            used += end + 1;
        }

        return used;
    }

    private static Entry Parse(ReadOnlySpan<byte> line, long no)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<Entry>(line, Wire.Json);
            return entry?.No == no ? entry : throw Damaged(no, $"It has the number {entry?.No}.");
        }
        catch (JsonException unreadable)
        {
            throw Damaged(no, unreadable.Message);
        }
    }

    private static InvalidDataException Damaged(long no, string why) => new(
        $"Line {no} of the ledger is not its entry {no}: {why} " +
        "Restore the file, or set Sandbox__Folder to an empty folder.");
}
