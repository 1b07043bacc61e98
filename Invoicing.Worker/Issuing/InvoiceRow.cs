using System.Text.Json;

namespace Charging.Invoicing.Issuing;

/// <summary>An invoice as it was issued, with what has become of it since.</summary>
internal sealed record InvoiceRow(
    string Document, string Status, DateTime? SettledAt, string? Payment, long RefundedMinor)
{
    public InvoiceCreated Invoice { get; } = Read(Document);

    /// <summary>The payment, once it is paid.</summary>
    public PaymentCaptured? Paid { get; } =
        Payment is null ? null : JsonSerializer.Deserialize<PaymentCaptured>(Payment, Wire.Json);

    public static InvoiceCreated Read(string document) =>
        JsonSerializer.Deserialize<InvoiceCreated>(document, Wire.Json)
        ?? throw new FormatException("A document in invoicing.invoices is null; restore it from InvoiceCreated.");
}
