using Charging.Documents;
using Charging.Payments.Messages;

namespace Charging.Payments.Receipts;

/// <summary>
/// A mail to a customer, made once: whenever it is sent, it is these bytes under this Message-ID. DueAt is when
/// somebody looks after it again: set while it is put off, and while it is tried again. Number says which refund or
/// credit note of the invoice it is about; 0 if about none.
/// </summary>
internal sealed record Receipt(
    Guid InvoiceId,
    MailKind Kind,
    string MailId,
    string FileName,
    byte[] Mail,
    byte[] Sha256,
    DateTime MadeAt,
    DateTime? SentAt = null,
    ReceiptStatus Status = ReceiptStatus.Made,
    DateTime? DueAt = null,
    int Tries = 0,
    string? Answer = null,
    int Number = 0)
{
    public ReceiptKey Key => new(InvoiceId, Kind, Number);

    public Receipt After(MailAnswer answer, DateTime now) => answer switch
    {
        MailAnswer.Accepted => this with
        {
            Status = ReceiptStatus.Sent,
            SentAt = now,
            Tries = Tries + 1,
            Answer = null,
        },
        MailAnswer.Refused refused => this with
        {
            Status = ReceiptStatus.Undeliverable,
            DueAt = null,
            Tries = Tries + 1,
            Answer = refused.Why,
        },
        MailAnswer.Later later => this with
        {
            // Who looks after a notice's mail is said by the notice.
            DueAt = Kind == MailKind.Notice ? null : now + ResendPlan.WaitAfter(Tries + 1),
            Tries = Tries + 1,
            Answer = later.Why,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Say here what becomes of the mail."),
    };

    public ReceiptSent ToReceiptSent(InvoiceCreated invoice) => new()
    {
        InvoiceId = InvoiceId,
        InvoiceNumber = invoice.Number,
        Source = invoice.Source,
        SessionId = invoice.SessionId,
        Kind = Words.Read<ReceiptKind>(Words.Of(Kind)),
        MailId = MailId,
        SentAt = SentAt ?? throw new InvalidOperationException(
            $"Mail {MailId} has not left yet; deliver it before it is told as sent."),
    };
}

/// <summary>What makes a mail the same mail.</summary>
internal readonly record struct ReceiptKey(Guid InvoiceId, MailKind Kind, int Number = 0)
{
    public static ReceiptKey Of(SendReceipt order) =>
        new(order.InvoiceId, Words.Read<MailKind>(Words.Of(order.Kind)), order.Number);

    /// <summary>The kind as it is stored: with the number where there may be several of a kind.</summary>
    public string Word => Number > 0 ? $"{Words.Of(Kind)}-{Number}" : Words.Of(Kind);

    public string FileNameOf(string invoiceNumber) => Kind switch
    {
        MailKind.Receipt when Number == 0 => $"{DocumentName.Of(invoiceNumber)}.eml",
        MailKind.NotCollected when Number == 0 => $"{DocumentName.Of(invoiceNumber)}-not-collected.eml",
        MailKind.ActionNeeded when Number == 0 => $"{DocumentName.Of(invoiceNumber)}-action-needed.eml",
        _ => $"{DocumentName.Of(invoiceNumber)}-{Word}.eml",
    };
}
