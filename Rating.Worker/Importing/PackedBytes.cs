using System.IO.Compression;

namespace Charging.Rating.Importing;

/// <summary>
/// Bytes that may have been packed by gzip: told by how they begin, since not every platform sets content-encoding.
/// </summary>
internal static class PackedBytes
{
    /// <summary>What a message may unpack to: a record of a thousand legs has a quarter of a mebibyte.</summary>
    public const int LargestRecord = 16 << 20;

    /// <summary>What a file may unpack to.</summary>
    public const int LargestFile = 512 << 20;

    private const int Step = 1 << 16;

    /// <summary>The bytes themselves unless they are packed; null where they cannot be unpacked.</summary>
    /// <param name="bytes">Packed or plain.</param>
    /// <param name="most">So many bytes may come of it, and unpacking stops there.</param>
    /// <param name="complaint">Why there is nothing.</param>
    public static ReadOnlyMemory<byte>? Open(ReadOnlyMemory<byte> bytes, int most, out Imported.Refused? complaint)
    {
        complaint = null;
        if (bytes.Span is not [0x1F, 0x8B, ..]) return bytes;
        try
        {
            using var packed = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var part = new byte[Step];
            for (var read = -1; read != 0;)
            {
                plain.Write(part, 0, read = packed.Read(part));
                if (plain.Length <= most) continue;
                complaint = new($"It is packed by gzip and unpacks to more than {most >> 20} MiB; send less at once.");
                return null;
            }

            return plain.ToArray();
        }
        catch (InvalidDataException exception)
        {
            complaint = new($"It begins as if it was packed by gzip, and cannot be unpacked: {exception.Message}");
            return null;
        }
    }
}
