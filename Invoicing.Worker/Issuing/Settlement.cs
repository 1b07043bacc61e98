using System.Text.Json;

namespace Charging.Invoicing.Issuing;

/// <summary>
/// How an invoice came to its end: paid, with the payment as it was told, or uncollected; or that it is owed again,
/// with the reversal as it was told. The highest No of an invoice holds.
/// </summary>
internal sealed record Settlement(
    Guid InvoiceId,
    string InvoiceNumber,
    InvoiceStatus Status,
    DateTime? SettledAt,
    string? Payment,
    int No,
    string? Reversal = null)
{
    public static Settlement By(PaymentCaptured paid) => new(
        paid.InvoiceId,
        paid.InvoiceNumber,
        InvoiceStatus.Paid,
        paid.CapturedAt,
        JsonSerializer.Serialize(paid, Wire.Json),
        paid.ToldNo);

    public static Settlement By(PaymentAbandoned abandoned) => new(
        abandoned.InvoiceId, abandoned.InvoiceNumber, InvoiceStatus.Uncollected, abandoned.AbandonedAt, null,
        abandoned.ToldNo);

    public static Settlement By(PaymentReversed reversed) => new(
        reversed.InvoiceId,
        reversed.InvoiceNumber,
        InvoiceStatus.Issued,
        null,
        null,
        reversed.ToldNo,
        JsonSerializer.Serialize(reversed, Wire.Json));

    public InvalidOperationException NoInvoice() => new(
        $"No invoice {InvoiceNumber} ({InvoiceId}) in invoicing.invoices: the payment names an invoice of another " +
        "system, or the table was restored to an older state; find out, then move the message back from the queue " +
        "invoicing-settle-invoice_error.");
}

/// <summary>Stored as words: issued, paid, uncollected.</summary>
internal enum InvoiceStatus
{
    Issued,
    Paid,
    Uncollected,
}
