using System.Security.Cryptography;
using System.Text;
using Charging.Contracts;
using Charging.Documents;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Ubl;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Charging.Payments;

/// <summary>
/// Makes a customer's mail: plain text and HTML in the customer's language, with the invoice attached as PDF and as
/// UBL. The same input gives the same bytes.
/// </summary>
internal sealed class ReceiptMail(DocumentPdf pdf, IOptions<ReceiptOptions> options)
{
    private readonly string from = options.Value.From;

    /// <summary>
    /// A mail about what became of the invoice, with these credit notes; about a refund or one note see the others.
    /// </summary>
    public Receipt Make(
        PaymentState payment, InvoiceCreated invoice, Contact contact, ReceiptKind kind, DateTime now,
        params IReadOnlyList<CreditNoteIssued> notes) =>
        Make(payment, invoice, contact, new ReceiptKey(invoice.InvoiceId, kind), now, notes);

    /// <summary>The same, told for the second time or a later one.</summary>
    public Receipt Make(
        PaymentState payment, InvoiceCreated invoice, Contact contact, ReceiptKey key, DateTime now,
        params IReadOnlyList<CreditNoteIssued> notes)
    {
        var (words, kind) = (Language.In(contact.Language).Letter, key.Kind);
        var paid = kind is ReceiptKind.Receipt or ReceiptKind.Reinstated ? payment.ToPaymentCaptured() : null;
        var (letter, date) = kind switch
        {
            ReceiptKind.ActionNeeded => (
                ReceiptLetter.ActionNeeded(invoice, payment.Attempts[^1], words),
                payment.Attempts[^1].ResolvedAt),
            ReceiptKind.NotCollected => (
                ReceiptLetter.NotCollected(
                    invoice, payment.AbandonReason!.Value, payment.Attempts is [.., var last] ? last : null, words),
                payment.SettledAt),
            ReceiptKind.Reversal => (
                ReceiptLetter.Reversed(invoice, payment.ToPaymentReversed(), words), payment.ReversedAt),
            ReceiptKind.Reinstated => (DisputeLetter.Reinstated(invoice, paid!, words), now),
            _ => (ReceiptLetter.Paid(invoice, paid!, words), payment.SettledAt),
        };
        var status = StatusOf(kind, paid, payment.AbandonReason) with { Credits = notes };
        return Make(
            key, letter.With(notes, words), date!.Value, invoice, contact,
            [.. Documents(invoice, status, words), .. notes.SelectMany(note => Documents(note, words))], now);
    }

    /// <summary>
    /// A mail about a refund, with the documents of the receipt, unchanged, where there was one, and with the credit
    /// note that it follows.
    /// </summary>
    public Receipt Make(
        PaymentState payment, InvoiceCreated invoice, Contact contact, GivenBack given, DateTime now)
    {
        var words = Language.In(contact.Language).Letter;
        var paid = payment.ToPaymentCaptured();
        var letter = ReceiptLetter.Refunded(invoice, paid, given.Refund, words);
        var documents = given.Receipt is { } receipt
            ? DocumentsOf(receipt)
            : Documents(invoice, new PaymentStatus.Paid(paid), words);
        var key = new ReceiptKey(invoice.InvoiceId, ReceiptKind.Refund, given.Refund.RefundNo);
        IReadOnlyList<CreditNoteIssued> notes = given.Note is { } note ? [note] : [];
        return Make(
            key, letter.With(notes, words), given.Refund.DoneAt!.Value, invoice, contact,
            [.. documents, .. notes.SelectMany(note => Documents(note, words))], now);
    }

    /// <summary>Of money that went back for good; until then another method is drawn, null if none is.</summary>
    public Receipt Make(
        PaymentState payment, InvoiceCreated invoice, Contact contact, ReceiptKey key, DateTime? until, DateTime now)
    {
        var words = Language.In(contact.Language).Letter;
        var letter = DisputeLetter.Lost(invoice, payment.ToPaymentReversed(), until, words);
        var status = until is null ? (PaymentStatus)new PaymentStatus.Due() : new PaymentStatus.AwaitsCustomer();
        return Make(key, letter, now, invoice, contact, Documents(invoice, status, words), now);
    }

    /// <summary>A mail about a credit note that gives no money back.</summary>
    public Receipt Make(InvoiceCreated invoice, Contact contact, Credit credit, DateTime now)
    {
        var words = Language.In(contact.Language).Letter;
        var letter = ReceiptLetter.Credited(invoice, credit, words);
        var key = new ReceiptKey(invoice.InvoiceId, ReceiptKind.Credit, credit.CreditNo!.Value);
        return Make(key, letter, credit.SettledAt!.Value, invoice, contact, Documents(credit.Note, words), now);
    }

    private Receipt Make(
        ReceiptKey key, ReceiptLetter letter, DateTime date, InvoiceCreated invoice, Contact contact,
        IEnumerable<MimeEntity> documents, DateTime now)
    {
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var mail = new MimeMessage
        {
            MessageId = $"{key.Word}.{invoice.InvoiceId:N}@{domain}",
            Date = new DateTimeOffset(date),
            Subject = letter.Subject,
            Body = Body(letter, invoice, documents),
        };
        mail.From.Add(new MailboxAddress(Encoding.UTF8, invoice.Seller.Name, from));
        mail.To.Add(Recipient(invoice, contact));
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

    private IEnumerable<MimeEntity> Documents(InvoiceCreated invoice, PaymentStatus status, LetterWords words) =>
    [
        Attachment("pdf", invoice.Number, pdf.Write(invoice, status, words.Document)),
        Attachment("xml", invoice.Number, UblInvoice.Write(invoice, (status as PaymentStatus.Paid)?.Payment)),
    ];

    private IEnumerable<MimeEntity> Documents(CreditNoteIssued note, LetterWords words) =>
    [
        Attachment("pdf", note.Number, pdf.Write(note, words.Document)),
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

/// <summary>
/// A refund, the receipt of the payment that it is of, and the credit note that it follows; null if there is none.
/// </summary>
internal sealed record GivenBack(Refund Refund, Receipt? Receipt, CreditNoteIssued? Note = null);
