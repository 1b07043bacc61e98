namespace Charging.Operator.Books;

/// <summary>Whether the money drawn is the money invoiced, once each, and the ledger says the same.</summary>
internal sealed class PaymentBooks(NpgsqlConnection connection)
{
    private sealed record Amounts(
        string Currency, long CapturedInvoices, long CapturedAttempts, long Transferred, long Clearing,
        long Invoiced, long WrittenOff, long Receivable, long Returned, long Refunded, long Issued, long Credited,
        long Settled, long PaidOut, long Bank, long Earned);

    public async Task<IEnumerable<Equation>> Money(CancellationToken stop)
    {
        const string sql = """
            with amounts (currency, what, amount) as (
                select currency, 'invoiced', sum(total_minor) from invoicing.issued_invoices group by currency
                union all
                select i.currency, 'captured invoices',
                       -- A debit that was told before is drawn less what was credited before its day.
                       sum(i.total_minor - coalesce(a.credited_minor, 0))
                from invoicing.issued_invoices i join payment.capture_attempts a using (invoice_id)
                where a.status = 'captured' group by i.currency
                union all
                select currency, 'captured attempts', sum(amount_minor)
                from payment.capture_attempts where status = 'captured' group by currency
                union all
                select currency, 'transferred', sum(amount_minor)
                from payment.capture_attempts
                where status = 'captured' and bank_entry_id is not null group by currency
                union all
                select currency, debit_account, sum(amount_minor)
                from payment.book_lines group by currency, debit_account
                union all
                select currency, credit_account, -sum(amount_minor)
                from payment.book_lines group by currency, credit_account
                union all
                select currency, case when event in ('returned', 'reinstated') then 'returned' else 'refunded' end,
                       sum(case debit_account when 'gateway_clearing' then -amount_minor else amount_minor end)
                from payment.book_lines
                where event in ('returned', 'reinstated', 'refunded', 'refundFailed') group by currency, event
                union all
                select currency, 'issued', sum(payable_minor) from invoicing.issued_credit_notes group by currency
                union all
                select currency, 'credited',
                       sum(case when debit_account in ('revenue', 'tax', 'rounding') then amount_minor
                           else -amount_minor end)
                from payment.book_lines where event = 'credited' group by currency
                union all
                select currency, 'settled', sum(net_minor + fee_minor) from payment.booked_payouts group by currency
                union all
                select currency, 'paid out', sum(net_minor) from payment.booked_payouts group by currency
            )
            select currency,
                   coalesce(sum(amount) filter (where what = 'captured invoices'), 0)::bigint as captured_invoices,
                   coalesce(sum(amount) filter (where what = 'captured attempts'), 0)::bigint as captured_attempts,
                   coalesce(sum(amount) filter (where what = 'transferred'), 0)::bigint as transferred,
                   coalesce(sum(amount) filter (where what = 'gateway_clearing'), 0)::bigint as clearing,
                   coalesce(sum(amount) filter (where what = 'invoiced'), 0)::bigint as invoiced,
                   coalesce(sum(amount) filter (where what = 'write_off'), 0)::bigint as written_off,
                   coalesce(sum(amount) filter (where what = 'receivable'), 0)::bigint as receivable,
                   coalesce(sum(amount) filter (where what = 'returned'), 0)::bigint as returned,
                   coalesce(sum(amount) filter (where what = 'refunded'), 0)::bigint as refunded,
                   coalesce(sum(amount) filter (where what = 'issued'), 0)::bigint as issued,
                   coalesce(sum(amount) filter (where what = 'credited'), 0)::bigint as credited,
                   coalesce(sum(amount) filter (where what = 'settled'), 0)::bigint as settled,
                   coalesce(sum(amount) filter (where what = 'paid out'), 0)::bigint as paid_out,
                   coalesce(sum(amount) filter (where what = 'bank'), 0)::bigint as bank,
                   coalesce(-sum(amount) filter (where what in ('revenue', 'tax', 'rounding')), 0)::bigint as earned
            from amounts
            group by currency
            order by currency
            """;

        var rows = await connection.QueryAsync<Amounts>(new CommandDefinition(sql, cancellationToken: stop));
        return rows.SelectMany(row => new[]
        {
            new Equation("total of captured invoices, less credited before", "captured attempts",
                row.CapturedInvoices, row.CapturedAttempts, row.Currency),
            new Equation("captured attempts - transferred - returned - refunded - settled", "ledger: gateway clearing",
                row.CapturedAttempts - row.Transferred - row.Returned - row.Refunded - row.Settled, row.Clearing,
                row.Currency),
            new Equation("credit notes", "ledger: credited", row.Issued, row.Credited, row.Currency),
            new Equation("invoiced - captured + returned + refunded - credited - written off", "ledger: receivable",
                row.Invoiced - row.CapturedAttempts + row.Returned + row.Refunded - row.Credited - row.WrittenOff,
                row.Receivable, row.Currency),
            new Equation("invoiced - credit notes", "ledger: revenue, tax and rounding",
                row.Invoiced - row.Issued, row.Earned, row.Currency),
        });
    }

    public async Task<IEnumerable<Equation>> Once(CancellationToken stop)
    {
        const string sql = """
            select count(*)
            from (select invoice_id from payment.capture_attempts
                  where status = 'captured' and returned_at is null
                  group by invoice_id having count(*) > 1) twice
            """;

        var twice = await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: stop));
        return [new Equation("invoices captured more than once without a return", "none", twice, 0)];
    }

    /// <summary>How many captured payments have their receipt; none need one when receipts are switched off.</summary>
    public async Task<(long Captured, long WithReceipt)> Receipts(CancellationToken stop)
    {
        const string sql = """
            select count(*), count(r.invoice_id)
            from payment.collections p
            left join payment.mails r on r.invoice_id = p.invoice_id and r.kind = 'receipt'
            where p.state = 'Captured'
            """;

        return await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(sql, cancellationToken: stop));
    }
}
