namespace Charging.Invoicing;

/// <summary>Invoices by the numbers that people write.</summary>
internal static class InvoiceSearch
{
    /// <exception cref="InvalidOperationException">That is no number, or no invoice has it.</exception>
    public static async Task<InvoiceRow> Get(
        this Invoices invoices, string number, CancellationToken cancellationToken)
    {
        if (!InvoiceNumber.TryParse(number, out var parsed))
            throw new InvalidOperationException($"'{number}' is no invoice number; write one such as CZ-2026-000001.");
        return await invoices.Find(parsed, cancellationToken) ?? throw new InvalidOperationException(
            $"No invoice {number} in invoicing.invoices; ./charging trace SESSION finds it by its session.");
    }
}
