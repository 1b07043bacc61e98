namespace Charging.Ingest;

/// <summary>
/// What the workers have written down of a session, by the login <c>ingest</c>: of their views it sees these columns,
/// and nothing of a customer or a price.
/// </summary>
internal sealed class SessionTrails(NpgsqlDataSource postgres)
{
    /// <summary>Few connections, since each answers in a millisecond; nobody waits long for one.</summary>
    private const string Defaults = "Maximum Pool Size=4;Timeout=5";

    public static NpgsqlDataSource Open(string connectionString) =>
        Postgres.Create($"{Defaults};{connectionString}", "charging-ingest");

    /// <exception cref="NpgsqlException">The database does not answer in time, among others.</exception>
    public async Task<SessionTrail> Of(SessionKey key, CancellationToken cancellationToken)
    {
        const string sql = """
            select awaited.announced_at, aside.code, aside.quarantined_at, aside.closed_at, rated.rated_at,
                   invoice.invoice_number, invoice.status = 'paid' as is_paid
            from   (select @UsageId as usage_id) as asked
            left join rating.rated_sessions as rated on rated.usage_id = asked.usage_id
            -- Announced in two ways, it waits twice.
            left join lateral (
                select announced_at from rating.awaited_sessions
                where  usage_id = asked.usage_id
                order  by announced_at limit 1) as awaited on true
            -- Set aside for several reasons: of one that is pending before any that is not, else the last.
            left join lateral (
                select code, quarantined_at, closed_at from rating.quarantined_sessions
                where  usage_id = asked.usage_id
                order  by closed_at is null and replayed_at is null desc, quarantined_at desc limit 1) as aside on true
            left join invoicing.gathered_charges as gathered on gathered.usage_id = asked.usage_id
            left join invoicing.issued_invoices as invoice
                   on invoice.invoice_id = coalesce(gathered.invoice_id, @InvoiceId)
            """;

        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<SessionTrail>(new CommandDefinition(
            sql, new { key.UsageId, key.InvoiceId }, commandTimeout: Postgres.GlanceSeconds,
            cancellationToken: cancellationToken));
    }
}
