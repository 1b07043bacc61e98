using System.IO.Compression;

namespace Charging.Documents.Pdf.Writing;

/// <summary>The filter FlateDecode.</summary>
internal static class Packing
{
    public static byte[] Packed(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream(content.Length / 2);
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(content);
        return packed.ToArray();
    }
}
