namespace Charging.Invoicing.Issuing;

/// <summary>Which invoices to list; null where it does not matter.</summary>
internal sealed record WantedInvoices(string? CustomerId, string? Status, DateOnly? Since, int Most);

/// <summary>An invoice in a list, with all that its credit notes gave back.</summary>
internal sealed record ListedInvoice(
    string InvoiceNumber, DateOnly IssueDate, string CustomerId, string Status, long TotalMinor, long CreditedMinor,
    string Currency);
