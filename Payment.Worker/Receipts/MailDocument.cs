using Charging.Documents;
using MimeKit;

namespace Charging.Payments.Receipts;

/// <summary>A document that goes with a mail: pdf or xml, by its number.</summary>
internal sealed record MailDocument(string Type, string FileName, byte[] Content)
{
    public static MailDocument Of(string type, string number, byte[] content) =>
        new(type, $"{DocumentName.Of(number)}.{type}", content);

    /// <summary>One that went with an earlier mail.</summary>
    public static MailDocument Of(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return new(part.ContentType.MediaSubtype, part.FileName!, content.ToArray());
    }
}
