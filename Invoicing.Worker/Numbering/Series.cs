using System.Text.Json;
using Charging.Contracts;
using Dapper;
using Npgsql;

namespace Charging.Invoicing;

/// <summary>
/// The counters of invoice numbers: one row per series and year, locked while a transaction takes numbers from it.
/// </summary>
internal static class Series
{
    /// <summary>
    /// Stores each invoice under the next number of its series, or finds the one that is there, in the transaction that
    /// is open. Null when a rival stored one of them under another series in the meantime; then roll back.
    /// </summary>
    public static async Task<IReadOnlyList<KeptInvoice>?> Add(
        NpgsqlConnection connection, IReadOnlyList<Invoice> group, CancellationToken cancellationToken)
    {
        var (next, documents) = await Lock(connection, group, cancellationToken);

        List<(InvoiceNumber Number, InvoiceCreated Document)> added = [];
        foreach (var invoice in group)
        {
            if (documents.ContainsKey(invoice.Id)) continue;
            var number = new InvoiceNumber(invoice.Series, next[invoice.Series]++);
            added.Add((number, documents[invoice.Id] = invoice.Numbered(number)));
        }

        if (added.Count > 0 && !await Insert(connection, added, next)) return null;

        var isNew = added.Select(x => x.Document.InvoiceId).ToHashSet();
        return [.. group.Select(invoice => new KeptInvoice(documents[invoice.Id], isNew.Remove(invoice.Id)))];
    }

    /// <summary>
    /// Locks the series in the order of their names, so that two groups never wait for each other, and reads which of
    /// the invoices are there: after the lock, so that what a rival stored in the same series is seen.
    /// </summary>
    private static async Task<(Dictionary<string, long> Next, Dictionary<Guid, InvoiceCreated> Documents)> Lock(
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

    /// <summary>
    /// Inserts in the order of the ids, so that rivals under two series wait for each other in one direction only.
    /// False when fewer went in than were numbered.
    /// </summary>
    private static async Task<bool> Insert(
        NpgsqlConnection connection,
        List<(InvoiceNumber Number, InvoiceCreated Document)> added,
        Dictionary<string, long> next)
    {
        const string sql = """
            insert into invoicing.invoices
                   (invoice_id, series, number, invoice_number, usage_id, customer_id, source, session_id,
                    issue_date, net_minor, tax_minor, rounding_minor, total_minor, currency, document, status,
                    created_at)
            select invoice_id, series, number, invoice_number, usage_id, customer_id, source, session_id,
                   issue_date, net_minor, tax_minor, rounding_minor, total_minor, currency, document::json, 'issued',
                   created_at
            from   unnest(@Ids, @Series, @Numbers, @InvoiceNumbers, @UsageIds, @CustomerIds, @Sources, @SessionIds,
                          @IssueDates, @Nets, @Taxes, @Roundings, @Totals, @Currencies, @Documents, @CreatedAts)
                as added (invoice_id, series, number, invoice_number, usage_id, customer_id, source, session_id,
                          issue_date, net_minor, tax_minor, rounding_minor, total_minor, currency, document,
                          created_at)
            order  by invoice_id
            on conflict (invoice_id) do nothing;

            update invoicing.series as counter
            set    next_number = raised.next_number
            from   unnest(@Raised, @Next) as raised (series, next_number)
            where  counter.series = raised.series;
            """;

        var changed = await connection.ExecuteAsync(sql, Columns(added, next));
        return changed == added.Count + next.Count;
    }

    private static object Columns(
        List<(InvoiceNumber Number, InvoiceCreated Document)> added, Dictionary<string, long> next)
    {
        var rows = added.ConvertAll(x => x.Document);
        return new
        {
            Ids = rows.Select(x => x.InvoiceId).ToArray(),
            Series = rows.Select(x => x.Series).ToArray(),
            Numbers = added.Select(x => x.Number.Number).ToArray(),
            InvoiceNumbers = rows.Select(x => x.Number).ToArray(),
            UsageIds = rows.Select(x => x.UsageId).ToArray(),
            CustomerIds = rows.Select(x => x.CustomerId).ToArray(),
            Sources = rows.Select(x => x.Source).ToArray(),
            SessionIds = rows.Select(x => x.SessionId).ToArray(),
            IssueDates = rows.Select(x => x.IssueDate).ToArray(),
            Nets = rows.Select(x => x.Net.Minor).ToArray(),
            Taxes = rows.Select(x => x.Tax.Minor).ToArray(),
            Roundings = rows.Select(x => x.Rounding?.Minor ?? 0).ToArray(),
            Totals = rows.Select(x => x.Total.Minor).ToArray(),
            Currencies = rows.Select(x => x.Total.Currency).ToArray(),
            Documents = rows.Select(x => JsonSerializer.Serialize(x, Wire.Json)).ToArray(),
            CreatedAts = rows.Select(x => x.CreatedAt).ToArray(),
            Raised = next.Keys.ToArray(),
            Next = next.Values.ToArray(),
        };
    }
}
