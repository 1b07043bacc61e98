using System.Security.Cryptography;
using System.Text;
using Charging.Contracts;
using Charging.Contracts.Ubl;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Charging.Payments;

/// <summary>
/// Makes a customer's mail: plain text and HTML in the customer's language, with the invoice attached as PDF and as
/// UBL. The same input gives the same bytes.
/// </summary>
internal sealed class ReceiptMail(InvoicePdf pdf, IOptions<ReceiptOptions> options)
{
    private readonly string from = options.Value.From;

    public Receipt Make(
        PaymentState payment, InvoiceCreated invoice, Contact contact, ReceiptKind kind, DateTime now)
    {
        var words = ReceiptWords.In(contact.Language);
        var paid = kind == ReceiptKind.Receipt ? payment.ToPaymentCaptured() : null;
        var letter = kind switch
        {
            ReceiptKind.ActionNeeded => ReceiptLetter.ActionNeeded(invoice, payment.Attempts[^1], words),
            ReceiptKind.NotCollected => ReceiptLetter.NotCollected(invoice, payment.AbandonReason!.Value, words),
            _ => ReceiptLetter.Paid(invoice, paid!, words),
        };
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var mailId = $"{Words.Of(kind)}.{payment.CorrelationId:N}@{domain}";

        var mail = new MimeMessage
        {
            MessageId = mailId,
            Date = new DateTimeOffset(payment.SettledAt ?? payment.Attempts[^1].ResolvedAt!.Value),
            Subject = letter.Subject,
            Body = Body(letter, invoice, pdf.Write(invoice, paid, words), UblInvoice.Write(invoice, paid)),
        };
        mail.From.Add(new MailboxAddress(Encoding.UTF8, invoice.Seller.Name, from));
        mail.To.Add(Recipient(payment, invoice, contact));
        mail.Headers.Add("Auto-Submitted", "auto-generated");

        var bytes = BytesOf(mail);
        var fileName = FileName(invoice.Number, kind);
        return new Receipt(payment.CorrelationId, kind, mailId, fileName, bytes, SHA256.HashData(bytes), now);
    }

    private static MailboxAddress Recipient(PaymentState payment, InvoiceCreated invoice, Contact contact) =>
        MailboxAddress.TryParse(contact.Email, out var parsed) && parsed.Address.Contains('@', StringComparison.Ordinal)
            ? new MailboxAddress(Encoding.UTF8, invoice.Buyer.Name, parsed.Address)
            : throw new InvalidOperationException(
                $"The mail address '{contact.Email}' of customer '{payment.CustomerId}' is none, so invoice " +
                $"{invoice.Number} cannot be sent; send CustomerChanged with a right one and move the message back " +
                "from payment-send-receipt_error.");

    /// <summary>The names under which a mail about that invoice may be kept, by kind.</summary>
    public static string[] FileNames(string number) =>
        [.. Enum.GetValues<ReceiptKind>().Select(kind => FileName(number, kind))];

    private static Multipart Body(ReceiptLetter letter, InvoiceCreated invoice, byte[] printed, byte[] ubl)
    {
        var texts = new MultipartAlternative
        {
            Text(TextFormat.Plain, letter.ToText(), letter.Language),
            Text(TextFormat.Html, letter.ToHtml(), letter.Language),
        };
        var whole = new Multipart("mixed")
        {
            texts,
            Attachment("pdf", invoice, printed),
            Attachment("xml", invoice, ubl),
        };

        // Boundaries are drawn at random unless they are given; derived, the bytes stay the same.
        texts.Boundary = $"letter-{invoice.InvoiceId:N}";
        whole.Boundary = $"mail-{invoice.InvoiceId:N}";
        return whole;
    }

    private static MimePart Attachment(string type, InvoiceCreated invoice, byte[] document) =>
        new("application", type)
        {
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            FileName = $"{Safe(invoice.Number)}.{type}",
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new MemoryStream(document)),
        };

    private static TextPart Text(TextFormat format, string text, string language)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        part.Headers.Add(HeaderId.ContentLanguage, language);
        return part;
    }

    private static byte[] BytesOf(MimeMessage mail)
    {
        using var bytes = new MemoryStream(128 * 1024);
        mail.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, bytes);
        return bytes.ToArray();
    }

    private static string FileName(string number, ReceiptKind kind) =>
        kind switch
        {
            ReceiptKind.Receipt => $"{Safe(number)}.eml",
            ReceiptKind.NotCollected => $"{Safe(number)}-not-collected.eml",
            _ => $"{Safe(number)}-action-needed.eml",
        };

    /// <summary>An invoice's number as a file's name, whatever its series is called.</summary>
    private static string Safe(string number) =>
        string.Create(number.Length, number, static (name, number) =>
        {
            for (var i = 0; i < number.Length; i++)
                name[i] = char.IsAsciiLetterOrDigit(number[i]) || number[i] is '-' or '_' ? number[i] : '_';
        });
}
