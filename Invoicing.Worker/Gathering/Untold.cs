using Charging.Invoicing.Issuing;

namespace Charging.Invoicing.Gathering;

/// <summary>
/// The outbox of the invoices that were issued when their time came: each stands in it until it is published.
/// </summary>
internal sealed class Untold(NpgsqlDataSource postgres, TimeProvider clock)
{
    public const int LargestRound = 100;

    /// <summary>How long who took an invoice may need to publish it; after that somebody else does.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>In the transaction that issues them.</summary>
    public static Task Add(
        NpgsqlConnection connection, IReadOnlyList<Invoice> invoices, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into invoicing.untold (invoice_id, due_at)
            select invoice_id, @now
            from   unnest(@Ids) as issued (invoice_id);
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { Ids = invoices.Select(invoice => invoice.Id).ToArray(), now },
            cancellationToken: cancellationToken));
    }

    /// <summary>Takes some, put off by the lease: what is not marked by then is taken again.</summary>
    public async Task<IReadOnlyList<InvoiceCreated>> Take(CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select invoice_id
                from   invoicing.untold
                where  due_at <= @now
                order  by due_at
                limit  @LargestRound
                for    update skip locked
            )
            update invoicing.untold as taken
            set    due_at = @now + @Lease -- who takes it and dies has it taken by another then
            from   due join invoicing.invoices as invoice using (invoice_id)
            where  taken.invoice_id = due.invoice_id
            returning invoice.document;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var documents = await connection.QueryAsync<string>(new CommandDefinition(
            sql, new { now = clock.GetUtcNow().UtcDateTime, Lease, LargestRound },
            cancellationToken: cancellationToken));
        return [.. documents.Select(InvoiceRow.Read)];
    }

    public async Task MarkPublished(IReadOnlyList<InvoiceCreated> invoices, CancellationToken cancellationToken)
    {
        const string sql = "delete from invoicing.untold where invoice_id = any (@Ids)";

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { Ids = invoices.Select(invoice => invoice.InvoiceId).ToArray() },
            cancellationToken: cancellationToken));
    }
}
