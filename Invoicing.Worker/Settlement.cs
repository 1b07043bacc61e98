using System.Text.Json;
using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>How an invoice came to its end: paid, with the payment as it was told, or uncollected.</summary>
internal sealed record Settlement(
    Guid InvoiceId, string InvoiceNumber, InvoiceStatus Status, DateTime SettledAt, string? Payment)
{
    public static Settlement By(PaymentCaptured paid) => new(
        paid.InvoiceId,
        paid.InvoiceNumber,
        InvoiceStatus.Paid,
        paid.CapturedAt,
        JsonSerializer.Serialize(paid, Wire.Json));

    public static Settlement By(PaymentAbandoned abandoned) => new(
        abandoned.InvoiceId, abandoned.InvoiceNumber, InvoiceStatus.Uncollected, abandoned.AbandonedAt, null);
}

/// <summary>Stored as words: issued, paid, uncollected.</summary>
internal enum InvoiceStatus
{
    Issued,
    Paid,
    Uncollected,
}
