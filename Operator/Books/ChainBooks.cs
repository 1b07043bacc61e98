namespace Charging.Operator.Books;

/// <summary>The equations between what the three workers keep, which hold whenever nothing is on its way.</summary>
internal static class ChainBooks
{
    /// <summary>Looks in the snapshot that the connection has open, and adds what it finds.</summary>
    public static async Task Compare(NpgsqlConnection connection, Findings findings, CancellationToken stop)
    {
        var (invoices, numbers) = (new InvoiceBooks(connection), new NumberBooks(connection));
        var payments = new PaymentBooks(connection);
        findings.Add(Findings.Invoices, await invoices.Invoices(stop));
        findings.Add(Findings.Invoices, await invoices.Amounts(stop));
        findings.Add(Findings.Invoices, await invoices.Adjustments(stop));
        findings.Add(Findings.Numbers, await numbers.Numbers(stop));
        findings.Add(Findings.Numbers, await numbers.Once(stop));
        findings.Add(Findings.Payments, await invoices.Payments(stop));
        findings.Add(Findings.Payments, await payments.Money(stop));
        findings.Add(Findings.Payments, await payments.Once(stop));
    }
}
