using System.Security.Cryptography;
using System.Text;
using Charging.Documents;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Ubl;
using Charging.Payments.Facts;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Charging.Payments.Receipts;

/// <summary>
/// Makes a customer's mail: plain text and HTML in the customer's language, with the invoice attached as PDF and as
/// UBL. The same input gives the same bytes.
/// </summary>
internal sealed class ReceiptMail(IOptions<ReceiptOptions> options)
{
    private readonly string from = options.Value.From;

    /// <summary>The mail of that key.</summary>
    /// <param name="facts">With the contact, and with what a mail of that kind is about.</param>
    /// <param name="key">What makes it the same mail.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="receipt">
    /// Of a refund, the receipt of its payment: its documents go out again unchanged; null if there is none.
    /// </param>
    public Receipt Make(PaymentFacts facts, ReceiptKey key, DateTime now, Receipt? receipt = null)
    {
        var words = Language.In(facts.Contact!.Language).Letter;
        var (letter, date) = LetterOf(facts, key.Kind, now, words);
        IEnumerable<MimeEntity> ofInvoice = key.Kind == ReceiptKind.Credit ? Documents(facts.Credit!.Note, words)
            : receipt is null ? Documents(facts.Invoice, StatusOf(facts, key.Kind), words)
            : DocumentsOf(receipt);
        return Make(
            key, letter.With(facts.Notes, words), date, facts,
            [.. ofInvoice, .. facts.Notes.SelectMany(note => Documents(note, words))], now);
    }

    /// <summary>What it says, and from when it is.</summary>
    private static (ReceiptLetter Letter, DateTime Date) LetterOf(
        PaymentFacts facts, ReceiptKind kind, DateTime now, LetterWords words)
    {
        return kind switch
        {
            ReceiptKind.ActionNeeded => (
                ReceiptLetter.ActionNeeded(facts.Invoice, facts.LastAttempt!, words),
                facts.LastAttempt!.EndedAt!.Value),
            ReceiptKind.NotCollected => (
                ReceiptLetter.NotCollected(facts.Invoice, facts.AbandonReason!.Value, facts.LastAttempt, words),
                facts.SettledAt!.Value),
            ReceiptKind.Reversal => (
                ReceiptLetter.Reversed(facts.Invoice, facts.Reversed!, words), facts.Reversed!.ReversedAt),
            ReceiptKind.Reinstated => (DisputeLetter.Reinstated(facts.Invoice, facts.Paid!, words), now),
            ReceiptKind.DisputeLost => (
                DisputeLetter.Lost(facts.Invoice, facts.Reversed!, facts.DrawnUntil, words), now),
            ReceiptKind.Refund => (
                ReceiptLetter.Refunded(facts.Invoice, facts.Paid!, facts.Refund!, words), facts.Refund!.RefundedAt),
            ReceiptKind.Credit => (
                ReceiptLetter.Credited(facts.Invoice, facts.Credit!, words), facts.Credit!.SettledAt),
            _ => (ReceiptLetter.Paid(facts.Invoice, facts.Paid!, words), facts.SettledAt!.Value),
        };
    }

    private static PaymentStatus StatusOf(PaymentFacts facts, ReceiptKind kind) => kind switch
    {
        ReceiptKind.Refund => new PaymentStatus.Paid(facts.Paid!),
        ReceiptKind.DisputeLost when facts.DrawnUntil is null => new PaymentStatus.Due(),
        ReceiptKind.DisputeLost => new PaymentStatus.AwaitsCustomer(),
        _ => StatusOf(kind, facts.Paid, facts.AbandonReason) with { Credits = facts.Notes },
    };

    private Receipt Make(
        ReceiptKey key, ReceiptLetter letter, DateTime date, PaymentFacts facts, IEnumerable<MimeEntity> documents,
        DateTime now)
    {
        var invoice = facts.Invoice;
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var mail = new MimeMessage
        {
            MessageId = $"{key.Word}.{invoice.InvoiceId:N}@{domain}",
            Date = new DateTimeOffset(date),
            Subject = letter.Subject,
            Body = Body(letter, invoice, documents),
        };
        mail.From.Add(new MailboxAddress(Encoding.UTF8, invoice.Seller.Name, from));
        mail.To.Add(Recipient(invoice, facts.Contact!));
        mail.Headers.Add("Auto-Submitted", "auto-generated");

        var bytes = BytesOf(mail);
        return new Receipt(
            key.InvoiceId, key.Kind, mail.MessageId, key.FileNameOf(invoice.Number), bytes, SHA256.HashData(bytes), now,
            Number: key.Number);
    }

    private static MailboxAddress Recipient(InvoiceCreated invoice, Contact contact) =>
        MailboxAddress.TryParse(contact.Email, out var parsed) && parsed.Address.Contains('@', StringComparison.Ordinal)
            ? new MailboxAddress(Encoding.UTF8, invoice.Buyer.Name, parsed.Address)
            : throw new InvalidOperationException(
                $"The mail address '{contact.Email}' of customer '{invoice.CustomerId}' is none, so invoice " +
                $"{invoice.Number} cannot be sent; send CustomerChanged with a right one and move the message back " +
                "from payment-send-receipt_error.");

    private static PaymentStatus StatusOf(ReceiptKind kind, PaymentCaptured? paid, AbandonReason? reason) =>
        paid is not null ? new PaymentStatus.Paid(paid)
        : kind == ReceiptKind.Reversal ? new PaymentStatus.Due()
        : reason == AbandonReason.AmountTooSmall ? new PaymentStatus.TooSmall()
        : new PaymentStatus.AwaitsCustomer();

    private static IEnumerable<MimeEntity> Documents(InvoiceCreated invoice, PaymentStatus status, LetterWords words) =>
    [
        Attachment("pdf", invoice.Number, DocumentPdf.Write(invoice, status, words.Document)),
        Attachment("xml", invoice.Number, UblInvoice.Write(invoice, (status as PaymentStatus.Paid)?.Payment)),
    ];

    private static IEnumerable<MimeEntity> Documents(CreditNoteIssued note, LetterWords words) =>
    [
        Attachment("pdf", note.Number, DocumentPdf.Write(note, words.Document)),
        Attachment("xml", note.Number, UblCreditNote.Write(note)),
    ];

    private static IEnumerable<MimeEntity> DocumentsOf(Receipt receipt)
    {
        using var bytes = new MemoryStream(receipt.Mail);
        return MimeMessage.Load(bytes).Attachments;
    }

    private static Multipart Body(ReceiptLetter letter, InvoiceCreated invoice, IEnumerable<MimeEntity> documents)
    {
        var texts = new MultipartAlternative
        {
            Text(TextFormat.Plain, letter.ToText(), letter.Language),
            Text(TextFormat.Html, letter.ToHtml(), letter.Language),
        };
        var whole = new Multipart("mixed") { texts };
        foreach (var document in documents) whole.Add(document);

        // Boundaries are drawn at random unless they are given; derived, the bytes stay the same.
        texts.Boundary = $"letter-{invoice.InvoiceId:N}";
        whole.Boundary = $"mail-{invoice.InvoiceId:N}";
        return whole;
    }

    private static MimePart Attachment(string type, string number, byte[] document) =>
        new("application", type)
        {
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            FileName = $"{DocumentName.Of(number)}.{type}",
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
}
