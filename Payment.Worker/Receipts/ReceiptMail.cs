using System.Globalization;
using System.Security.Cryptography;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Sending;
using Charging.Payments.Facts;
using Charging.Payments.Linking;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Charging.Payments.Receipts;

/// <summary>
/// Makes a customer's mail: plain text and HTML in the customer's language, with the invoice attached as PDF and in the
/// formats that were chosen when it was issued. The same input gives the same bytes.
/// </summary>
internal sealed class ReceiptMail(IOptions<ReceiptOptions> options, PayLinks? links = null)
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
        IEnumerable<MailDocument> ofInvoice = key.Kind == MailKind.Credit ? Documents(facts.Credit!.Note, words)
            : receipt is null ? Documents(facts.Invoice, StatusOf(facts, key.Kind), words)
            : DocumentsOf(receipt);
        return Make(
            key, letter.With(facts.Notes, words) with { Link = LinkOf(facts, key.Kind, date) }, date, facts,
            [.. ofInvoice, .. facts.Notes.SelectMany(note => Documents(note, words))], now);
    }

    /// <summary>What it says, and from when it is.</summary>
    private static (ReceiptLetter Letter, DateTime Date) LetterOf(
        PaymentFacts facts, MailKind kind, DateTime now, LetterWords words)
    {
        return kind switch
        {
            MailKind.ActionNeeded => (
                ReceiptLetter.ActionNeeded(facts.Invoice, facts.LastAttempt!, words),
                facts.LastAttempt!.EndedAt!.Value),
            MailKind.NotCollected => (
                ReceiptLetter.NotCollected(facts.Invoice, facts.AbandonReason!.Value, facts.LastAttempt, words),
                facts.SettledAt!.Value),
            MailKind.Reversal => (
                ReceiptLetter.Reversed(facts.Invoice, facts.Reversed!, words), facts.Reversed!.ReversedAt),
            MailKind.Notice => (
                NoticeLetter.Of(facts.Invoice, facts.Announced!, words), facts.AnnouncedAt!.Value),
            MailKind.Reinstated => (DisputeLetter.Reinstated(facts.Invoice, facts.Paid!, words), now),
            MailKind.DisputeLost => (
                DisputeLetter.Lost(facts.Invoice, facts.Reversed!, facts.DrawnUntil, words), now),
            MailKind.Refund => (
                ReceiptLetter.Refunded(facts.Invoice, facts.Paid!, facts.Refund!, words), facts.Refund!.RefundedAt),
            MailKind.Credit => (
                ReceiptLetter.Credited(facts.Invoice, facts.Credit!, words), facts.Credit!.SettledAt),
            _ => (ReceiptLetter.Paid(facts.Invoice, facts.Paid!, words), facts.SettledAt!.Value),
        };
    }

    /// <summary>Where the customer pays by themselves; null where there is nothing to pay, or no such page.</summary>
    private string? LinkOf(PaymentFacts facts, MailKind kind, DateTime date)
    {
        var isPayable = kind switch
        {
            MailKind.ActionNeeded => true,
            MailKind.NotCollected =>
                facts.AbandonReason is not (AbandonReason.Credited or AbandonReason.AmountTooSmall),
            MailKind.DisputeLost => facts.DrawnUntil is not null,
            _ => false,
        };
        return isPayable ? links?.Of(facts.Invoice.InvoiceId, date) : null;
    }

    private static PaymentStatus StatusOf(PaymentFacts facts, MailKind kind) => kind switch
    {
        MailKind.Refund => new PaymentStatus.Paid(facts.Paid!),
        MailKind.DisputeLost when facts.DrawnUntil is null => new PaymentStatus.Due(),
        MailKind.DisputeLost => new PaymentStatus.AwaitsCustomer(),
        MailKind.Notice => new PaymentStatus.Announced(facts.Announced!) { Credits = facts.Notes },
        _ => StatusOf(kind, facts.Paid, facts.AbandonReason) with { Credits = facts.Notes },
    };

    private Receipt Make(
        ReceiptKey key, ReceiptLetter letter, DateTime date, PaymentFacts facts,
        IReadOnlyList<MailDocument> documents, DateTime now)
    {
        var invoice = facts.Invoice;
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var mailId = $"{key.Word}.{invoice.InvoiceId:N}@{domain}";
        var mail = new MailBytes();
        mail.Line("MIME-Version: 1.0");
        mail.Line("Auto-Submitted: auto-generated");
        mail.Mailbox("From", invoice.Seller.Name, from);
        mail.Mailbox("To", invoice.Buyer.Name, AddressOf(facts.Contact!, invoice));
        mail.Header("Subject", letter.Subject);
        mail.Line($"Date: {date.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000");
        mail.Line($"Message-Id: <{mailId}>");
        Write(mail, letter, documents, $"{invoice.InvoiceId:N}");

        var bytes = mail.End();
        return new Receipt(
            key.InvoiceId, key.Kind, mailId, key.FileNameOf(invoice.Number), bytes, SHA256.HashData(bytes), now,
            Number: key.Number);
    }

    /// <summary>The letter in two forms, of which the reader shows one, then the documents.</summary>
    /// <param name="mail">Whose other headers are written.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="documents">What is attached.</param>
    /// <param name="id">Boundaries are derived from it, so that the bytes stay the same.</param>
    private static void Write(
        MailBytes mail, ReceiptLetter letter, IReadOnlyList<MailDocument> documents, string id)
    {
        mail.Line($"Content-Type: multipart/mixed; boundary=\"mail-{id}\"\r\n");
        mail.Line($"--mail-{id}\r\nContent-Type: multipart/alternative; boundary=\"letter-{id}\"\r\n");
        foreach (var (form, text) in new[] { ("plain", letter.ToText()), ("html", letter.ToHtml()) })
        {
            mail.Line($"--letter-{id}\r\nContent-Type: text/{form}; charset=utf-8");
            mail.Line($"Content-Language: {letter.Language}\r\nContent-Transfer-Encoding: quoted-printable\r\n");
            mail.Text(text);
        }

        mail.Line($"--letter-{id}--\r\n");
        foreach (var document in documents)
        {
            mail.Line($"--mail-{id}\r\nContent-Type: application/{document.Type}; name=\"{document.FileName}\"");
            mail.Line($"Content-Disposition: attachment; filename=\"{document.FileName}\"");
            mail.Line("Content-Transfer-Encoding: base64\r\n");
            mail.Content(document.Content);
        }

        mail.Line($"--mail-{id}--");
    }

    private static string AddressOf(Contact contact, InvoiceCreated invoice) =>
        MailboxAddress.TryParse(contact.Email, out var parsed) && parsed.Address.Contains('@', StringComparison.Ordinal)
            ? MailboxAddress.EncodeAddrspec(parsed.Address)
            : throw new InvalidOperationException(
                $"The mail address '{contact.Email}' of customer '{invoice.CustomerId}' is none, so invoice " +
                $"{invoice.Number} cannot be sent; send CustomerChanged with a right one and move the message back " +
                "from payment-send-receipt_error.");

    private static PaymentStatus StatusOf(MailKind kind, PaymentCaptured? paid, AbandonReason? reason) =>
        paid is not null ? new PaymentStatus.Paid(paid)
        : kind == MailKind.Reversal ? new PaymentStatus.Due()
        : reason == AbandonReason.AmountTooSmall ? new PaymentStatus.TooSmall()
        : new PaymentStatus.AwaitsCustomer();

    private static IEnumerable<MailDocument> Documents(
        InvoiceCreated invoice, PaymentStatus status, LetterWords words) =>
        DocumentFiles.Of(invoice, status, words.Document).Select(MailDocument.Of);

    private static IEnumerable<MailDocument> Documents(CreditNoteIssued note, LetterWords words) =>
        DocumentFiles.Of(note, words.Document).Select(MailDocument.Of);

    private static IEnumerable<MailDocument> DocumentsOf(Receipt receipt)
    {
        using var bytes = new MemoryStream(receipt.Mail);
        using var mail = MimeMessage.Load(bytes);
        return [.. mail.Attachments.OfType<MimePart>().Select(MailDocument.Of)];
    }
}
