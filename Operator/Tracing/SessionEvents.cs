using Charging.Contracts;
using Dapper;
using Npgsql;

namespace Charging.Operator.Tracing;

/// <summary>What the three workers wrote down about a session, in order of time.</summary>
internal sealed class SessionEvents(NpgsqlDataSource postgres)
{
    /// <summary>The sources that have a session of this id: rated, set aside, or waiting for its legs.</summary>
    public async Task<IReadOnlyList<string>> Sources(string sessionId, CancellationToken stop)
    {
        const string sql = """
            select source from rating.usages where session_id = @sessionId
            union
            select source from rating.quarantine where session_id = @sessionId
            union
            select session::json ->> 'source' from rating.details where session::json ->> 'sessionId' = @sessionId
            order by source
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<string>(
            new CommandDefinition(sql, new { sessionId }, cancellationToken: stop))];
    }

    public async Task<IReadOnlyList<SessionEvent>> Of(SessionKey key, CancellationToken stop)
    {
        const string sql = """
            select at, worker, what, amount_minor, currency, detail
            from (
                select started_at as at, 1 as step, 'upstream' as worker, 'session started' as what,
                       null::bigint as amount_minor, null as currency,
                       format('%s, customer %s', service, customer_id) as detail
                from rating.usages where usage_id = @UsageId
                union all
                select ended_at, 2, 'upstream', 'session ended', null, null, format('after %s', ended_at - started_at)
                from rating.usages where usage_id = @UsageId
                union all
                select rated_at, 3, 'rating', 'rated', charge_minor, currency,
                       format('by %s of %s: %s', plan_code, plan_version,
                              (select string_agg(format('%s %s %s at %s = %s', line->>'description',
                                      line->>'quantity', line->>'unit', line->>'unitPrice', line->>'amount'), '; ')
                               from json_array_elements(lines) as line))
                from rating.usages where usage_id = @UsageId
                union all
                select announced_at, 3, 'rating', 'waits for its legs', null, null,
                       format('%s was asked %s times', host, times_taken)
                from rating.details where usage_id = @UsageId
                union all
                select quarantined_at, 3, 'rating', 'set aside: ' || code, null, null, detail
                from rating.quarantine where source = @Source and session_id = @SessionId
                union all
                select replayed_at, 4, 'rating', 'replayed', null, null, 'was set aside: ' || code
                from rating.quarantine where source = @Source and session_id = @SessionId and replayed_at is not null
                union all
                select closed_at, 4, 'rating', 'closed: ' || code, null, null, closed_by || ': ' || close_reason
                from rating.quarantine where source = @Source and session_id = @SessionId and closed_at is not null
                union all
                select gathered_at, 4, 'invoicing', 'gathered on an open invoice', charge_minor, currency,
                       case when invoice_id is null
                            then (select format('due %s UTC', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'))
                                  from invoicing.open_invoices o
                                  where o.customer_id = g.customer_id and o.currency = g.currency)
                            else format('with %s more', (select count(*) - 1 from invoicing.gathered other
                                                         where other.invoice_id = g.invoice_id)) end
                from invoicing.gathered g where usage_id = @UsageId
                union all
                select created_at, 5, 'invoicing', 'invoiced', total_minor, currency, invoice_number
                from invoicing.invoices where invoice_id = @invoiceId
                union all
                select settled_at, 12, 'invoicing', 'invoice ' || status, total_minor, currency, invoice_number
                from invoicing.invoices where invoice_id = @invoiceId and settled_at is not null
                union all
                select created_at, 6, 'payment', 'taken in', amount_minor, currency, ''
                from payment.payments where invoice_id = @invoiceId
                union all
                select started_at, 7, 'payment', format('attempt %s', attempt_no), amount_minor, currency,
                       format('%s %s %s', method_kind, method_brand, last_four)
                from payment.attempts where invoice_id = @invoiceId
                union all
                select resolved_at, 8, 'payment', format('attempt %s %s', attempt_no, status), amount_minor, currency,
                       concat_ws(', ', decline_class, code, gateway_reference)
                from payment.attempts where invoice_id = @invoiceId and resolved_at is not null
                union all
                select booked_at, 9, 'payment', 'booked: ' || event, amount_minor, currency,
                       format('from %s to %s', credit_account, debit_account)
                from payment.ledger_entries where invoice_id = @invoiceId
                union all
                select due_at, 10, 'payment', 'due: ' || kind, null, null, format('after attempt %s', attempt_no)
                from payment.schedule where invoice_id = @invoiceId
                union all
                select updated_at, 11, 'payment', state, amount_minor, currency, format('after %s attempts', attempt_no)
                from payment.payments where invoice_id = @invoiceId
                union all
                select coalesce(sent_at, made_at), 13, 'payment', format('%s %s', kind, status), null, null, file_name
                from payment.receipts where invoice_id = @invoiceId
                union all
                select adjusted_at, 14, 'rating', 'price corrected', charge_minor - charge_before_minor, currency,
                       reason
                from rating.adjustments where usage_id = @UsageId
                union all
                select i.created_at, 15, 'invoicing', 'invoiced further', i.total_minor, i.currency, i.invoice_number
                from invoicing.adjustments a join invoicing.invoices i using (invoice_id) where a.usage_id = @UsageId
                union all
                select created_at, 16, 'invoicing', 'credited', payable_minor, currency, credit_note_number
                from invoicing.credit_notes
                where invoice_id = @invoiceId
                   or invoice_id in (select invoice_id from invoicing.adjustments where usage_id = @UsageId)
                union all
                -- The outcome follows its refund: one that came back is not refunded any more.
                select c.settled_at, 17, 'payment',
                       'credit note settled: ' || case
                           when c.outcome = 'refunded' and r.status = 'failed' then 'not refunded, the refund failed'
                           when c.outcome = 'refunded' and r.status <> 'done' then 'refund ordered'
                           else c.outcome end,
                       c.payable_minor, c.currency, c.credit_note_number
                from payment.credits c left join payment.refunds r using (refund_id)
                where c.settled_at is not null
                and   (c.invoice_id = @invoiceId
                       or c.invoice_id in (select invoice_id from invoicing.adjustments where usage_id = @UsageId))
            ) as happened
            order by at, step
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        var invoiceId = await InvoiceIdOf(connection, key, stop);
        var parameters = new { key.Source, key.SessionId, key.UsageId, invoiceId };
        return [.. await connection.QueryAsync<SessionEvent>(
            new CommandDefinition(sql, parameters, cancellationToken: stop))];
    }

    /// <summary>That of the invoice it was gathered on, else its own.</summary>
    private static async Task<Guid> InvoiceIdOf(NpgsqlConnection connection, SessionKey key, CancellationToken stop)
    {
        const string sql = """
            select invoice_id from invoicing.gathered where usage_id = @UsageId and invoice_id is not null
            """;

        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(sql, new { key.UsageId }, cancellationToken: stop)) ?? key.InvoiceId;
    }
}
