using System.Globalization;

namespace Charging.Documents.Pdf.Writing;

/// <summary>How attachments stand in a file: each as a stream, and what says whose it is and what for.</summary>
internal static class Attachments
{
    /// <returns>What the catalog says of them; nothing where there are none.</returns>
    public static string Add(PdfObjects objects, IReadOnlyList<PdfAttachment> attachments, DateTime at)
    {
        if (attachments.Count == 0) return "";
        var files = attachments.Select(one => (one.Name, At: Add(objects, one, at)))
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var names = string.Concat(files.Select(file => $"({file.Name}) {file.At} 0 R "));
        var associated = string.Join(' ', files.Select(file => $"{file.At} 0 R"));
        return $" /AF [{associated}] /Names <</EmbeddedFiles <</Names [{names.TrimEnd()}]>>>>";
    }

    /// <summary>An alternative is the same thing in another form.</summary>
    private static int Add(PdfObjects objects, PdfAttachment attachment, DateTime at)
    {
        var stream = objects.AddStream(
            "/Type /EmbeddedFile /Subtype /text#2Fxml /Filter /FlateDecode /Params <</Size " +
            attachment.Content.Length.ToString(CultureInfo.InvariantCulture) +
            $" /ModDate (D:{at.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)>>",
            Packing.Packed(attachment.Content));
        return objects.Add(
            $"/Type /Filespec /F ({attachment.Name}) /UF ({attachment.Name}) /Desc ({attachment.Description})" +
            $" /AFRelationship /Alternative /EF <</F {stream} 0 R /UF {stream} 0 R>>");
    }
}
