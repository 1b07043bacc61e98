using Charging.Contracts;
using Npgsql;

namespace Charging.Invoicing;

/// <summary>
/// The counters of invoice numbers: one row per series and year, locked while a transaction takes numbers from it.
/// </summary>
internal static class Series
{
    /// <summary>
    /// Locks the series in the order of their names, so that two groups never wait for each other, and reads which of
    /// the invoices are there: after the lock, so that what a rival stored in the same series is seen.
    /// </summary>
    public static async Task<(Dictionary<string, long> Next, Dictionary<Guid, InvoiceCreated> Documents)> Lock(
        NpgsqlConnection connection, IReadOnlyList<Invoice> group, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into invoicing.series (series, next_number)
            select wanted.series, 1
            from   unnest(@Series) as wanted (series)
            order  by wanted.series
            on conflict (series) do nothing;

            select series, next_number
            from   invoicing.series
            where  series = any (@Series)
            order  by series
            for update;

            select invoice_id, document
            from   invoicing.invoices
            where  invoice_id = any (@Ids);
            """;

        var series = group.Select(invoice => invoice.Series).Distinct().ToArray();
        var ids = group.Select(invoice => invoice.Id).ToArray();
        // Read by hand: Dapper's reader of several results hides a lost connection behind "The reader is closed", which
        // no one would wait out.
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("Series", series);
        command.Parameters.AddWithValue("Ids", ids);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<string, long> next = [];
        while (await reader.ReadAsync(cancellationToken)) next.Add(reader.GetString(0), reader.GetInt64(1));

        await reader.NextResultAsync(cancellationToken);
        Dictionary<Guid, InvoiceCreated> documents = [];
        while (await reader.ReadAsync(cancellationToken))
            documents.Add(reader.GetGuid(0), InvoiceRow.Read(reader.GetString(1)));
        return (next, documents);
    }
}
