namespace Charging.Operator.Tracing;

/// <summary>What the three workers wrote down about a session, in order of time.</summary>
internal sealed class SessionEvents(NpgsqlDataSource postgres)
{
    public async Task<IReadOnlyList<SessionEvent>> Of(SessionKey key, CancellationToken stop)
    {
        const string sql = """
            select at, worker, what, amount_minor, currency, detail
            from (
                select at, step, worker, what, amount_minor, currency, detail
                from rating.session_events
                where usage_id = @UsageId and about <> 'quarantine'
                union all
                -- By the key that people see: what was set aside long ago has no usage.
                select at, step, worker, what, amount_minor, currency, detail
                from rating.session_events
                where source = @Source and session_id = @SessionId and about = 'quarantine'
                union all
                select at, step, worker, what, amount_minor, currency, detail
                from invoicing.session_events
                where usage_id = @UsageId
                union all
                -- Of a further invoice only what was credited: how it is collected is no event of the session.
                select at, step, worker, what, amount_minor, currency, detail
                from invoicing.invoice_events
                where invoice_id = @invoiceId or (about = 'credit note' and invoice_id = any(@further))
                union all
                select at, step, worker, what, amount_minor, currency, detail
                from payment.invoice_events
                where invoice_id = @invoiceId or (about = 'credit note' and invoice_id = any(@further))
            ) as happened
            order by at, step
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        var invoiceId = await InvoiceIdOf(connection, key, stop);
        var further = await FurtherInvoices(connection, key, stop);
        var parameters = new { key.Source, key.SessionId, key.UsageId, invoiceId, further };
        return [.. await connection.QueryAsync<SessionEvent>(
            new CommandDefinition(sql, parameters, cancellationToken: stop))];
    }

    /// <summary>That of the invoice it was gathered on, else its own.</summary>
    private static async Task<Guid> InvoiceIdOf(NpgsqlConnection connection, SessionKey key, CancellationToken stop)
    {
        const string sql = """
            select invoice_id from invoicing.gathered_charges where usage_id = @UsageId and invoice_id is not null
            """;

        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(sql, new { key.UsageId }, cancellationToken: stop)) ?? key.InvoiceId;
    }

    /// <summary>Those that its corrected prices became.</summary>
    private static async Task<Guid[]> FurtherInvoices(
        NpgsqlConnection connection, SessionKey key, CancellationToken stop)
    {
        const string sql = """
            select invoice_id from invoicing.known_adjustments where usage_id = @UsageId and invoice_id is not null
            """;

        return [.. await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, new { key.UsageId }, cancellationToken: stop))];
    }
}
