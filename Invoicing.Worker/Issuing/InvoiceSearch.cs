namespace Charging.Invoicing.Issuing;

/// <summary>Invoices by the numbers that people write.</summary>
internal static class InvoiceSearch
{
    /// <exception cref="InvalidOperationException">Nothing has that number.</exception>
    public static async Task<InvoiceRow> Get(
        this Invoices invoices, string number, CancellationToken cancellationToken) =>
        await invoices.Find(number, cancellationToken) ?? throw new InvalidOperationException(
            $"No invoice and no credit note has the number {number}, which looks like CZ-2026-000001; " +
            "./charging trace SESSION finds an invoice by its session, 'invoice show' of it lists its credit notes.");
}
