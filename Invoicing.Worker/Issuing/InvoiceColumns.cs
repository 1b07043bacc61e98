using System.Text.Json;
using Charging.Invoicing.Numbering;

namespace Charging.Invoicing.Issuing;

/// <summary>Invoices as the columns of invoicing.invoices, by the names that its insert gives them.</summary>
internal static class InvoiceColumns
{
    public static void Fill(
        NpgsqlParameterCollection parameters, List<(InvoiceNumber Number, InvoiceCreated Document)> rows)
    {
        Column("Ids", row => row.Document.InvoiceId);
        Column("Series", row => row.Document.Series);
        Column("Numbers", row => row.Number.Number);
        Column("InvoiceNumbers", row => row.Document.Number);
        Column("UsageIds", row => row.Document.UsageId);
        Column("CustomerIds", row => row.Document.CustomerId);
        Column("Sources", row => row.Document.Source);
        Column("SessionIds", row => row.Document.SessionId);
        Column("IssueDates", row => row.Document.IssueDate);
        Column("Nets", row => row.Document.Net.Minor);
        Column("Taxes", row => row.Document.Tax.Minor);
        Column("Roundings", row => row.Document.Rounding?.Minor ?? 0);
        Column("Totals", row => row.Document.Total.Minor);
        Column("Currencies", row => row.Document.Total.Currency);
        Column("Documents", row => JsonSerializer.Serialize(row.Document, Wire.Json));
        Column("CreatedAts", row => row.Document.CreatedAt);

        void Column<T>(string name, Converter<(InvoiceNumber Number, InvoiceCreated Document), T> value) =>
            parameters.AddWithValue(name, rows.ConvertAll(value).ToArray());
    }
}
