using System.Collections.Concurrent;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Dapper;
using Npgsql;

namespace Charging.Invoicing;

/// <summary>An invoice as it is stored, and whether it was stored just now.</summary>
internal sealed record KeptInvoice(InvoiceCreated Document, bool IsNew);

/// <summary>
/// The invoices as issued. Their numbers are taken under the lock of their series' row in the transaction that inserts
/// them, so a series has no gap whoever is killed and when.
/// </summary>
internal sealed class Invoices(NpgsqlDataSource postgres)
{
    /// <summary>A rival under another series costs one repeat; more in a row than this is a fault of ours.</summary>
    private const int MostTries = 5;

    // One for each series, so that who waits for the lock of one holds up no other.
    private readonly ConcurrentDictionary<string, GroupCommit<Invoice, KeptInvoice>> additions = new();
    private readonly GroupCommit<Settlement, SettledInvoice> settlements =
        new((group, stop) => Settle(postgres, group, stop));

    /// <summary>
    /// Stores the invoice under the next number of its series, or returns the one stored first for its session.
    /// </summary>
    public Task<KeptInvoice> AddOnce(Invoice invoice, CancellationToken cancellationToken) =>
        additions.GetOrAdd(invoice.Series, _ => new((group, stop) => Add(postgres, group, stop)))
            .Add(invoice, cancellationToken);

    /// <summary>Settles the invoice; false when it is settled already and nothing changed.</summary>
    /// <exception cref="InvalidOperationException">There is no such invoice.</exception>
    public async Task<bool> Settle(Settlement settlement, CancellationToken cancellationToken)
    {
        var settled = await settlements.Add(settlement, cancellationToken);
        return settled.Exists
            ? settled.Changed
            : throw new InvalidOperationException(
                $"No invoice {settlement.InvoiceNumber} ({settlement.InvoiceId}) in invoicing.invoices: the payment " +
                "names an invoice of another system, or the table was restored to an older state; find out, then " +
                "move the message back from the queue invoicing-settle-invoice_error.");
    }

    public async Task<InvoiceRow?> Find(string number, CancellationToken cancellationToken)
    {
        const string sql = """
            select invoice.document, invoice.status, invoice.settled_at, invoice.payment, invoice.refunded_minor
            from   unnest(@series, @numbers) as reading (series, number)
            join   invoicing.invoices as invoice using (series, number)
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

    private static async Task<IReadOnlyList<KeptInvoice>> Add(
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
    private static async Task<IReadOnlyList<KeptInvoice>?> TryAdd(
        NpgsqlDataSource postgres, IReadOnlyList<Invoice> group, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var kept = await Series.Add(connection, group, cancellationToken);
        if (kept is not null) await transaction.CommitAsync(CancellationToken.None);
        return kept;
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
