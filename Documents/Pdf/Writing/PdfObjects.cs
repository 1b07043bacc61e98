using System.Globalization;

namespace Charging.Documents.Pdf.Writing;

/// <summary>The objects of a file, one after the other, numbered from 1, and where each begins.</summary>
internal sealed class PdfObjects
{
    private const int UsualStart = 64 * 1024;
    private const int UsualRest = 16 * 1024;

    private readonly PdfBytes bytes;
    private readonly List<int> offsets;

    /// <summary>Of version 1.7; four bytes beyond ASCII tell whoever carries the file that it is no text.</summary>
    public PdfObjects()
    {
        bytes = new PdfBytes(UsualStart).Add("%PDF-1.7\n%"u8).Add([0xE2, 0xE3, 0xCF, 0xD3]).Add("\n"u8);
        offsets = [];
    }

    /// <param name="start">Whose objects are the first of this file, too.</param>
    public PdfObjects(PdfObjects start)
    {
        bytes = new PdfBytes(start.bytes.Length + UsualRest).Add(start.bytes.Written);
        offsets = [.. start.offsets];
    }

    /// <summary>The number of the object that is added next.</summary>
    public int Next => offsets.Count + 1;

    public ReadOnlySpan<byte> Written => bytes.Written;

    public int Add(string dictionary)
    {
        Begin();
        bytes.Add("<<"u8).Add(dictionary).Add(">>\nendobj\n"u8);
        return offsets.Count;
    }

    public int AddStream(string entries, ReadOnlySpan<byte> content)
    {
        Begin();
        bytes.Add("<<"u8).Add(entries).Add(" /Length "u8).Add(content.Length).Add(">>\nstream\n"u8).Add(content)
            .Add("\nendstream\nendobj\n"u8);
        return offsets.Count;
    }

    /// <summary>The whole file: objects, where they are, and which of them says what the file is.</summary>
    public byte[] End(int catalog, int information, Guid id)
    {
        var table = bytes.Length;
        bytes.Add("xref\n0 "u8).Add(Next).Add("\n0000000000 65535 f \n"u8);
        foreach (var offset in offsets)
            bytes.Add(offset.ToString("D10", CultureInfo.InvariantCulture)).Add(" 00000 n \n"u8);
        bytes.Add($"trailer\n<</Size {Next} /Root {catalog} 0 R /Info {information} 0 R /ID [<{id:N}> <{id:N}>]>>\n");
        return bytes.Add("startxref\n"u8).Add(table).Add("\n%%EOF\n"u8).Written.ToArray();
    }

    private void Begin()
    {
        offsets.Add(bytes.Length);
        bytes.Add(offsets.Count).Add(" 0 obj\n"u8);
    }
}
