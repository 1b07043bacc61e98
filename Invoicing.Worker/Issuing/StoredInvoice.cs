namespace Charging.Invoicing.Issuing;

/// <summary>An invoice as it is stored, and whether it was stored just now.</summary>
internal sealed record StoredInvoice(InvoiceCreated Document, bool IsNew);
