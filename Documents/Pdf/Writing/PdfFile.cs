using System.Security.Cryptography;
using System.Text;

namespace Charging.Documents.Pdf.Writing;

/// <summary>
/// Puts pages together to a file of PDF/A-2b (ISO 19005-2), or of PDF/A-3b where others are attached. Its id is derived
/// from what it shows, says and carries, so that the same document is the same bytes.
/// </summary>
internal static class PdfFile
{
    public static byte[] Write(
        FileFacts facts, float width, float height, IReadOnlyList<PageContent> pages,
        IReadOnlyList<PdfAttachment> attachments)
    {
        var start = FileStart.Instance;
        var objects = new PdfObjects(start.Objects);
        var information = Information.Of(facts);
        var packed = pages.Select(page => Packing.Packed(page.Bytes)).ToList();
        var id = IdOf(information, [.. packed, .. attachments.Select(one => one.Content)]);

        var metadata = objects.AddStream("/Type /Metadata /Subtype /XML", Xmp.Write(facts, id, attachments));
        var informationAt = objects.Add(information);
        var fonts = string.Concat(FontsOf(pages, objects, start).Select(font => $" /{font.Name} {font.At} 0 R"));
        var contents = packed.Select(bytes => objects.AddStream("/Filter /FlateDecode", bytes)).ToList();

        // PDF/A-2 has each page name its resources itself.
        var resources = objects.Add($"/Font <<{fonts}>>");
        var tree = objects.Next + pages.Count;
        var page = FormattableString.Invariant(
            $"/Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width:0.##} {height:0.##}] /Resources {resources} 0 R");
        var kids = contents.Select(content => objects.Add($"{page} /Contents {content} 0 R")).ToList();
        objects.Add($"/Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}]");
        var carried = Attachments.Add(objects, attachments, facts.At);
        var catalog = objects.Add(
            $"/Type /Catalog /Pages {tree} 0 R /Metadata {metadata} 0 R /OutputIntents [{start.Intent} 0 R]{carried}");
        return objects.End(catalog, informationAt, id);
    }

    /// <summary>Those of the start, which every file has, and what else a letter of these pages is in.</summary>
    private static IEnumerable<(string Name, int At)> FontsOf(
        IReadOnlyList<PageContent> pages, PdfObjects objects, FileStart start) =>
    [
        .. start.Fonts.Select(font => (font.Key.Name, font.Value)),
        .. pages.SelectMany(page => page.Fonts).Distinct().Where(font => !start.Fonts.ContainsKey(font))
            .Select(font => (font.Name, FontObjects.Add(objects, font, start.ToUnicode))),
    ];

    private static Guid IdOf(string information, IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(FileStart.Instance.Hash);
        hash.AppendData(Encoding.UTF8.GetBytes(information));
        foreach (var part in parts) hash.AppendData(part);
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
