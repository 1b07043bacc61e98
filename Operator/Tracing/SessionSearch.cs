using System.Globalization;

namespace Charging.Operator.Tracing;

/// <summary>A session that was found, and the trace in which it was rated, if somebody traced it.</summary>
internal sealed record FoundSession(string Source, string SessionId, Guid? TraceId)
{
    public SessionKey Key => new(Source, SessionId);
}

/// <summary>Finds sessions by whatever id a log line, a document, a mail or the gateway names.</summary>
internal sealed class SessionSearch(NpgsqlDataSource postgres)
{
    /// <summary>The newest of them first; those that lie in quarantine or wait for their legs at the end.</summary>
    /// <param name="id">
    /// Of a session, usage, trace, invoice, credit note, adjustment, quarantine, mail, customer; or the gateway's of a
    /// capture, refund or dispute. Invoices and credit notes also by the number that is printed.
    /// </param>
    /// <param name="source">The platform; null for every.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="stop">Stops the query.</param>
    public async Task<IReadOnlyList<FoundSession>> Find(
        string id, string? source, int most, CancellationToken stop)
    {
        const string sql = """
            with named as (
                select invoice_id from invoicing.issued_invoices where invoice_id = @key or invoice_number = @id
                union
                select invoice_id from invoicing.issued_credit_notes
                where  credit_note_id = @key or credit_note_number = @id
                union
                select invoice_id from payment.capture_attempts where gateway_reference = @id
                union
                select invoice_id from payment.known_refunds where refund_id = @key or gateway_reference = @id
                union
                select invoice_id from payment.known_disputes where reference = @id
                union
                select invoice_id from payment.mails where mail_id = @id
            ), used as (
                select usage_id from invoicing.issued_invoices where invoice_id in (select invoice_id from named)
                union
                -- One invoice of many sessions: of all of them.
                select usage_id from invoicing.gathered_charges where invoice_id in (select invoice_id from named)
                union
                select usage_id from rating.price_adjustments where adjustment_id = @key
                union
                select @key
            ), found as (
                select source, session_id, trace_id, rated_at
                from   rating.rated_sessions
                where  usage_id in (select usage_id from used) or session_id = @id or trace_id = @key
                or     customer_id = @id
                union all
                select source, session_id, null, null
                from   rating.quarantined_sessions
                where  usage_id in (select usage_id from used) or session_id = @id or quarantine_id = @key
                union all
                select source, session_id, null, null
                from   rating.awaited_sessions
                where  usage_id in (select usage_id from used) or session_id = @id
            )
            select source, session_id, max(trace_id::text)::uuid as trace_id
            from   found
            where  @source::text is null or source = @source
            group  by source, session_id
            order  by max(rated_at) desc nulls last, source, session_id
            limit  @most
            """;

        var asked = new { id, key = KeyIn(id), source, most };
        await using var connection = await postgres.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<FoundSession>(
            new CommandDefinition(sql, asked, cancellationToken: stop))];
    }

    /// <summary>A trace is 32 digits, and as an id of ours has hyphens between them.</summary>
    private static Guid? KeyIn(string id) => Guid.TryParse(id, CultureInfo.InvariantCulture, out var key) ? key : null;
}
