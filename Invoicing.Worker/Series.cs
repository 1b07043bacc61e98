using Charging.Contracts;
using Dapper;
using Npgsql;

namespace Charging.Invoicing;

/// <summary>The counters of invoice numbers: one row per series and year, locked while a transaction takes numbers from it.</summary>
internal static class Series
{
    /// <summary>
    /// Locks the series in the order of their names, so that two groups never wait for each other, and reads which of the
    /// invoices are there: after the lock, so that what a rival stored in the same series is seen.
    /// </summary>
    public static async Task<(Dictionary<string, long> Next, Dictionary<Guid, InvoiceCreated> Documents)> Lock(
        NpgsqlConnection connection, IReadOnlyList<Invoice> group)
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
        await using var results = await connection.QueryMultipleAsync(sql, new { Series = series, Ids = ids });
        var next = await results.ReadAsync<(string Series, long Number)>();
        var stored = await results.ReadAsync<(Guid Id, string Document)>();
        return (next.ToDictionary(x => x.Series, x => x.Number), stored.ToDictionary(x => x.Id, x => InvoiceRow.Read(x.Document)));
    }
}
