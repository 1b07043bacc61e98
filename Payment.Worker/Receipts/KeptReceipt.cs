namespace Charging.Payments.Receipts;

/// <summary>A row of payment.receipts: the mail packed, or as it is sent, as mails were kept at first.</summary>
internal sealed record KeptReceipt(
    Guid InvoiceId,
    MailKind Kind,
    string MailId,
    string FileName,
    byte[]? Mail,
    byte[]? Packed,
    short? Dictionary,
    byte[] Sha256,
    DateTime MadeAt,
    DateTime? SentAt,
    ReceiptStatus Status,
    DateTime? DueAt,
    int Tries,
    string? Answer,
    int Number)
{
    public Receipt ToReceipt() => new(
        InvoiceId, Kind, MailId, FileName, Mail ?? MailPacking.Unpack(Packed!, Dictionary!.Value), Sha256, MadeAt,
        SentAt, Status, DueAt, Tries, Answer, Number);
}
