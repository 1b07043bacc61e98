namespace Charging.Operator.Watching;

/// <summary>What became of sessions, over the three schemas.</summary>
internal sealed class Outcomes(NpgsqlDataSource postgres)
{
    /// <summary>The charged ones in the order of the ids, then those set aside; a session may be both.</summary>
    public async Task<IReadOnlyList<Outcome>> Of(
        Guid[] usageIds, string[] sources, string[] sessionIds, CancellationToken stop)
    {
        const string sql = """
            with asked as (
                select usage_id, source, session_id, position
                from unnest(@usageIds, @sources, @sessionIds)
                     with ordinality as a (usage_id, source, session_id, position)
            )
            select session_id, customer_id, ended_at, charge_minor, currency, invoice_number, total_minor,
                   payment, receipt, aside
            from (
                select a.position, a.session_id, u.customer_id, u.ended_at, u.charge_minor, u.currency,
                       i.invoice_number, i.total_minor,
                       case when u.charge_minor = 0 then 'free'
                            when g.usage_id is not null and i.invoice_id is null then 'gathers on an open invoice'
                            when p.state = 'Captured' then format('captured, %s %s', c.method_brand, c.last_four)
                            when p.state = 'AwaitingDay' then format('debit on %s, told before', n.draw_on)
                            when p.state = 'Abandoned' then 'abandoned: ' || p.abandon_reason
                            else p.state end as payment,
                       r.file_name as receipt, null::text as aside, 0 as part
                from asked a
                join rating.rated_sessions u using (usage_id)
                left join invoicing.gathered_charges g using (usage_id)
                left join invoicing.issued_invoices i
                    on i.invoice_id = g.invoice_id or (g.usage_id is null and i.usage_id = u.usage_id and not exists (
                        select from invoicing.known_adjustments further where further.invoice_id = i.invoice_id))
                left join payment.collections p on p.invoice_id = i.invoice_id
                left join payment.capture_attempts c on c.invoice_id = i.invoice_id and c.status = 'captured'
                left join lateral (select draw_on from payment.debit_notices
                                   where invoice_id = i.invoice_id order by notice_no desc limit 1) n on true
                left join lateral (select file_name from payment.mails
                                   where invoice_id = i.invoice_id order by made_at desc limit 1) r on true
                union all
                select a.position, q.session_id, '', null, null, null, null, null, null, null,
                       format('%s: %s', q.code, q.detail), 1
                from asked a
                join rating.quarantined_sessions q on q.source = a.source and q.session_id = a.session_id
            ) as found
            order by part, position
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<Outcome>(new CommandDefinition(
            sql, new { usageIds, sources, sessionIds }, cancellationToken: stop))];
    }
}
