using Charging.Contracts;

namespace Charging.Payments;

/// <summary>A mail to a customer, made once: whenever it is sent, it is these bytes under this Message-ID.</summary>
internal sealed record Receipt(
    Guid InvoiceId,
    ReceiptKind Kind,
    string MailId,
    string FileName,
    byte[] Mail,
    byte[] Sha256,
    DateTime MadeAt,
    DateTime? SentAt)
{
    public ReceiptSent ToReceiptSent(PaymentState payment) => new()
    {
        InvoiceId = InvoiceId,
        InvoiceNumber = payment.InvoiceNumber,
        Source = payment.Source,
        SessionId = payment.SessionId,
        Kind = Kind,
        MailId = MailId,
        SentAt = SentAt ?? throw new InvalidOperationException(
            $"Mail {MailId} has not left yet; deliver it before it is told as sent."),
    };
}
