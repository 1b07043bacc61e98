namespace Charging.Payments.Receipts;

/// <summary>A mail as a list shows it, without its bytes.</summary>
internal sealed record ListedReceipt(
    Guid InvoiceId,
    MailKind Kind,
    string MailId,
    string FileName,
    DateTime MadeAt,
    DateTime? SentAt,
    ReceiptStatus Status,
    DateTime? DueAt,
    int Tries,
    string? Answer,
    int Number);
