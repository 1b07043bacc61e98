using System.Collections.Concurrent;
using Charging.Invoicing.Numbering;

namespace Charging.Invoicing.Issuing;

/// <summary>
/// The invoices as issued. Their numbers are taken under the lock of their series' row in the transaction that inserts
/// them, so a series has no gap whoever is killed and when.
/// </summary>
internal sealed class Invoices(NpgsqlDataSource postgres)
{
    /// <summary>A rival under another series costs one repeat; more in a row than this is a fault of ours.</summary>
    private const int MostTries = 5;

    // One for each series, so that who waits for the lock of one holds up no other.
    private readonly ConcurrentDictionary<string, GroupCommit<Invoice, StoredInvoice>> additions = new();
    private readonly GroupCommit<Settlement, SettledInvoice> settlements =
        new((group, stop) => Settle(postgres, group, stop));

    /// <summary>
    /// Stores the invoice under the next number of its series, or returns the one stored first for its session.
    /// </summary>
    public Task<StoredInvoice> AddOnce(Invoice invoice, CancellationToken cancellationToken) =>
        additions.GetOrAdd(invoice.Series, _ => new((group, stop) => Add(postgres, group, stop)))
            .Add(invoice, cancellationToken);

    /// <summary>Settles the invoice; false when it is settled already and nothing changed.</summary>
    /// <exception cref="InvalidOperationException">There is no such invoice.</exception>
    public async Task<bool> Settle(Settlement settlement, CancellationToken cancellationToken)
    {
        var settled = await settlements.Add(settlement, cancellationToken);
        return settled.Exists ? settled.Changed : throw settlement.NoInvoice();
    }

    /// <summary>Stores the invoice under the next number, and takes both back; settles none.</summary>
    public async Task WarmUp(Invoice invoice, CancellationToken cancellationToken)
    {
        await settlements.WarmUp(cancellationToken);
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Add(connection, [invoice], cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
    }

    public async Task<InvoiceRow?> Find(string number, CancellationToken cancellationToken)
    {
        const string sql = """
            select invoice.document, invoice.status, invoice.settled_at, invoice.payment, invoice.refunded_minor
            from   unnest(@series, @numbers) as reading (series, number)
            join   invoicing.invoices as invoice using (series, number)
            -- Of all readings, the one that is written so.
            where  invoice.invoice_number = @number;
            """;

        var readings = InvoiceNumber.ReadingsOf(number);
        var (series, numbers) = (readings.Select(x => x.Series).ToArray(), readings.Select(x => x.Number).ToArray());
        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<InvoiceRow>(
            new CommandDefinition(sql, new { number, series, numbers }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// The latest numbers of each series first; without a condition it reads no more than it returns.
    /// </summary>
    public async Task<IReadOnlyList<ListedInvoice>> List(WantedInvoices wanted, CancellationToken cancellationToken)
    {
        const string sql = """
            select   invoice_number, issue_date, customer_id, status, total_minor,
                     coalesce((select sum(payable_minor) from invoicing.credit_notes
                               where  invoice_id = invoice.invoice_id), 0)::bigint as credited_minor,
                     currency
            from     invoicing.invoices as invoice
            where    (@CustomerId::text is null or customer_id = @CustomerId)
            and      (@Status::text is null or status = @Status)
            and      (@Since::date is null or issue_date >= @Since)
            order by series desc, number desc
            limit    @Most;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<ListedInvoice>(
            new CommandDefinition(sql, wanted, cancellationToken: cancellationToken))];
    }

    private static async Task<IReadOnlyList<StoredInvoice>> Add(
        NpgsqlDataSource postgres, IReadOnlyList<Invoice> group, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MostTries; tries++)
            if (await TryAdd(postgres, group, cancellationToken) is { } kept) return kept;

        throw new InvalidOperationException(
            $"A group of {group.Count} invoices, the first for session {group[0].Usage.SessionId}, met a rival " +
            $"{MostTries} times in a row: look for invoices that several workers make under different series.");
    }

    /// <summary>
    /// Null when a rival stored one of the invoices under another series in the meantime; nothing is kept then.
    /// </summary>
    private static async Task<IReadOnlyList<StoredInvoice>?> TryAdd(
        NpgsqlDataSource postgres, IReadOnlyList<Invoice> group, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var kept = await Add(connection, group, cancellationToken);
        if (kept is not null) await transaction.CommitAsync(CancellationToken.None);
        return kept;
    }

    /// <summary>
    /// Stores each invoice under the next number of its series, or finds the one that is there, in the transaction that
    /// is open. Null when a rival stored one of them under another series in the meantime; then roll back.
    /// </summary>
    public static async Task<IReadOnlyList<StoredInvoice>?> Add(
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

        if (added.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands = { Insert(added), Series.Raise(next) },
            };
            if (await batch.ExecuteNonQueryAsync(CancellationToken.None) != added.Count + next.Count) return null;
        }

        var isNew = added.Select(x => x.Document.InvoiceId).ToHashSet();
        return [.. group.Select(invoice => new StoredInvoice(documents[invoice.Id], isNew.Remove(invoice.Id)))];
    }

    /// <summary>Adds up what was refunded of the invoice, in the transaction that keeps a refund of it.</summary>
    public static Task SumUpRefunds(
        NpgsqlConnection connection, Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = """
            update invoicing.invoices
            set    refunded_minor = (
                       select coalesce(sum(amount_minor), 0)
                       from   invoicing.refunds
                       where  invoice_id = @invoiceId and not has_failed)
            where  invoice_id = @invoiceId;
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Locks the series, and then reads which of the invoices are there, so that what a rival stored in the same series
    /// is seen.
    /// </summary>
    private static async Task<(Dictionary<string, long> Next, Dictionary<Guid, InvoiceCreated> Documents)> Lock(
        NpgsqlConnection connection, IReadOnlyList<Invoice> group, CancellationToken cancellationToken)
    {
        var series = group.Select(invoice => invoice.Series).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Series.Make(series), Series.Lock(series), FindAmong(group) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        Dictionary<string, long> next = [];
        while (await reader.ReadAsync(cancellationToken)) next.Add(reader.GetString(0), reader.GetInt64(1));

        await reader.NextResultAsync(cancellationToken);
        Dictionary<Guid, InvoiceCreated> documents = [];
        while (await reader.ReadAsync(cancellationToken))
            documents.Add(reader.GetGuid(0), InvoiceRow.Read(reader.GetString(1)));
        return (next, documents);
    }

    private static NpgsqlBatchCommand FindAmong(IReadOnlyList<Invoice> group)
    {
        const string sql = "select invoice_id, document from invoicing.invoices where invoice_id = any (@Ids)";

        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddWithValue("Ids", group.Select(invoice => invoice.Id).ToArray());
        return command;
    }

    /// <summary>
    /// Inserts in the order of the ids, so that rivals under two series wait for each other in one direction only; who
    /// comes second inserts fewer than were numbered.
    /// </summary>
    private static NpgsqlBatchCommand Insert(List<(InvoiceNumber Number, InvoiceCreated Document)> added)
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
            on conflict (invoice_id) do nothing
            """;

        var command = new NpgsqlBatchCommand(sql);
        InvoiceColumns.Fill(command.Parameters, added);
        return command;
    }

    /// <summary>Locks the invoices in the order of their ids, so that two groups never wait for each other.</summary>
    private static async Task<IReadOnlyList<SettledInvoice>> Settle(
        NpgsqlDataSource postgres, IReadOnlyList<Settlement> group, CancellationToken cancellationToken)
    {
        const string sql = """
            select invoice_id
            from   invoicing.invoices
            where  invoice_id = any (@Ids)
            order  by invoice_id
            for update;

            update invoicing.invoices as invoice
            set    status = settled.status, settled_at = settled.settled_at, payment = settled.payment::json,
                   reversal = settled.reversal::jsonb, settled_no = settled.no
            from   (select distinct on (invoice_id) invoice_id, status, settled_at, payment, reversal, no
                    from   unnest(@Ids, @Statuses, @SettledAts, @Payments, @Reversals, @Nos)
                        as told (invoice_id, status, settled_at, payment, reversal, no)
                    -- What was told last holds; of two that were told as the first, that it is paid.
                    order  by invoice_id, no desc, status = 'paid' desc, settled_at) as settled
            where  invoice.invoice_id = settled.invoice_id
            -- A worker of before settles without a number.
            and    (greatest(invoice.settled_no, case when invoice.reversal is not null then 2
                                                      when invoice.status <> 'issued' then 1 else 0 end) < settled.no
                    or (greatest(invoice.settled_no, case when invoice.reversal is not null then 2
                                                          when invoice.status <> 'issued' then 1 else 0 end)
                            = settled.no
                        and invoice.status = 'uncollected' and settled.status = 'paid'))
            returning invoice.invoice_id;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("Ids", group.Select(x => x.InvoiceId).ToArray());
        command.Parameters.AddWithValue("Statuses", group.Select(x => Words.Of(x.Status)).ToArray());
        command.Parameters.AddWithValue("SettledAts", group.Select(x => x.SettledAt).ToArray());
        command.Parameters.AddWithValue("Payments", group.Select(x => x.Payment).ToArray());
        command.Parameters.AddWithValue("Reversals", group.Select(x => x.Reversal).ToArray());
        command.Parameters.AddWithValue("Nos", group.Select(x => x.No).ToArray());

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        HashSet<Guid> there = [], changed = [];
        while (await reader.ReadAsync(cancellationToken)) there.Add(reader.GetGuid(0));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) changed.Add(reader.GetGuid(0));
        return [.. group.Select(x => new SettledInvoice(there.Contains(x.InvoiceId), changed.Remove(x.InvoiceId)))];
    }

    private readonly record struct SettledInvoice(bool Exists, bool Changed);
}
