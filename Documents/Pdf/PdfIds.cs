using System.Security.Cryptography;
using System.Text;

namespace Charging.Documents.Pdf;

/// <summary>
/// The library draws a document's id from the clock, and names it twice in the metadata and twice in the trailer. It is
/// replaced by one that is derived from the other bytes, so that the same document is the same bytes.
/// </summary>
internal static class PdfIds
{
    public static byte[] Derive(byte[] pdf)
    {
        SetInMetadata(pdf, "DocumentID", Guid.Empty);
        SetInMetadata(pdf, "InstanceID", Guid.Empty);

        // The trailer is behind everything whose place is counted, so it may grow; and its old id may hold any byte.
        var start = Found(pdf.AsSpan().LastIndexOf("/ID ["u8));
        var end = Found(pdf.AsSpan().LastIndexOf("]>>\nstartxref"u8));
        var id = new Guid(SHA256.HashData(pdf.AsSpan(0, start)).AsSpan(0, 16));

        SetInMetadata(pdf, "DocumentID", id);
        SetInMetadata(pdf, "InstanceID", id);
        return [.. pdf.AsSpan(0, start), .. Encoding.ASCII.GetBytes($"/ID [<{id:N}> <{id:N}>"), .. pdf.AsSpan(end)];
    }

    private static void SetInMetadata(byte[] pdf, string name, Guid id)
    {
        var mark = Encoding.ASCII.GetBytes($"<xmpMM:{name}>uuid:");
        var at = Found(pdf.AsSpan().IndexOf(mark)) + mark.Length;
        Encoding.ASCII.GetBytes($"{id:D}").CopyTo(pdf, at);
    }

    private static int Found(int at) => at >= 0
        ? at
        : throw new InvalidOperationException(
            "SkiaSharp writes the id of a PDF in another way than PdfIds knows; bring PdfIds up to date.");
}
