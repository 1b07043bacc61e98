using Charging.Documents.Sending;
using MimeKit;

namespace Charging.Payments.Receipts;

/// <summary>A document that goes with a mail: of which type it is (application/…), and its file's name.</summary>
internal sealed record MailDocument(string Type, string FileName, byte[] Content)
{
    public static MailDocument Of(DocumentFile file) => new(file.Type, file.Name, file.Content);

    /// <summary>One that went with an earlier mail.</summary>
    public static MailDocument Of(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return new(part.ContentType.MediaSubtype, part.FileName!, content.ToArray());
    }
}
