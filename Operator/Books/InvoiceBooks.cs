namespace Charging.Operator.Books;

/// <summary>
/// Whether every charge is on one invoice or gathers for one, in the same amount, and Payment knows of each invoice.
/// </summary>
internal sealed class InvoiceBooks(NpgsqlConnection connection)
{
    /// <summary>
    /// Rated and not free = invoiced, alone or with others, + gathering + waiting for a rate of exchange; and no charge
    /// that differs from what it is invoiced, gathers or waits as, or is nothing of that.
    /// </summary>
    public async Task<IEnumerable<Equation>> Invoices(CancellationToken stop)
    {
        const string sql = """
            with taken (usage_id, amount_minor, currency, invoice_id, waits) as (
                select usage_id, net_minor, currency, invoice_id, false
                from invoicing.issued_invoices i
                where not exists (select from invoicing.gathered_charges g where g.invoice_id = i.invoice_id)
                and not exists (select from invoicing.known_adjustments a where a.invoice_id = i.invoice_id)
                union all
                select usage_id, charge_minor, currency, invoice_id, false from invoicing.gathered_charges
                union all
                -- One that is issued and not told yet is counted as invoiced.
                select usage_id, charge_minor, currency, null, true
                from invoicing.awaiting_rate w
                where not exists (select from invoicing.issued_invoices i where i.invoice_id = w.invoice_id)
            )
            select count(u.usage_id) as rated,
                   count(t.usage_id) filter (where t.invoice_id is not null) as invoiced,
                   count(t.usage_id) filter (where t.invoice_id is null and not t.waits) as gathering,
                   count(t.usage_id) filter (where t.waits) as waiting,
                   count(*) filter (where u.usage_id is null or t.usage_id is null
                                       or u.charge_minor <> t.amount_minor or u.currency <> t.currency) as unequal
            from (select usage_id, charge_minor, currency from rating.rated_sessions where charge_minor <> 0) u
            full join taken t using (usage_id)
            """;

        var (rated, invoiced, gathering, waiting, unequal) =
            await connection.QuerySingleAsync<(long, long, long, long, long)>(
                new CommandDefinition(sql, cancellationToken: stop));
        return
        [
            new Equation("rated and not free", "invoiced + gathering + waiting for a rate", rated,
                invoiced + gathering + waiting, Detail: $"{invoiced:N0} + {gathering:N0} + {waiting:N0}"),
            new Equation("charges not invoiced or gathering as they are", "none", unequal, 0),
            .. await Sums(stop),
        ];
    }

    /// <summary>An invoice of several is their sum and its tax, and an open invoice is what gathers on it.</summary>
    private async Task<IEnumerable<Equation>> Sums(CancellationToken stop)
    {
        const string sql = """
            select (select count(*)
                    from invoicing.issued_invoices i
                    left join (select invoice_id, currency, sum(charge_minor) as charge_minor
                               from invoicing.gathered_charges where invoice_id is not null
                               group by invoice_id, currency) g using (invoice_id)
                    where i.net_minor + i.tax_minor + i.rounding_minor <> i.total_minor
                       or g.charge_minor <> i.net_minor or g.currency <> i.currency),
                   (select count(*)
                    from invoicing.unbilled_totals o
                    full join (select customer_id, currency, sum(charge_minor) as charge_minor, count(*) as usages
                               from invoicing.gathered_charges where invoice_id is null
                               group by customer_id, currency) g using (customer_id, currency)
                    where (o.charge_minor, o.usages) is distinct from (g.charge_minor, g.usages))
            """;

        var (invoices, open) = await connection.QuerySingleAsync<(long, long)>(
            new CommandDefinition(sql, cancellationToken: stop));
        return
        [
            new Equation("invoices that are not their charges and tax", "none", invoices, 0),
            new Equation("open invoices that are not what gathers", "none", open, 0),
        ];
    }

    /// <summary>
    /// Adjustments count once they are credited or invoiced; what a person credited was rated all the same.
    /// </summary>
    public async Task<IEnumerable<Equation>> Amounts(CancellationToken stop)
    {
        const string sql = """
            with amounts (currency, what, amount) as (
                select currency, 'charged', sum(charge_minor) from rating.rated_sessions group by currency
                union all
                select a.currency, 'charged', sum(a.charge_minor - a.charge_before_minor)
                from rating.price_adjustments a join invoicing.known_adjustments using (adjustment_id)
                where state in ('credited', 'invoiced') group by a.currency
                union all
                select currency, 'invoiced', sum(net_minor) from invoicing.issued_invoices group by currency
                union all
                select currency, 'invoiced', -sum(net_minor)
                from invoicing.issued_credit_notes where adjustment_id is not null group by currency
                union all
                select currency, 'gathering', sum(charge_minor)
                from invoicing.gathered_charges where invoice_id is null group by currency
                union all
                select currency, 'waiting', sum(charge_minor)
                from invoicing.awaiting_rate w
                where not exists (select from invoicing.issued_invoices i where i.invoice_id = w.invoice_id)
                group by currency
            )
            select currency,
                   coalesce(sum(amount) filter (where what = 'charged'), 0)::bigint,
                   coalesce(sum(amount) filter (where what = 'invoiced'), 0)::bigint,
                   coalesce(sum(amount) filter (where what in ('gathering', 'waiting')), 0)::bigint
            from amounts
            group by currency
            having bool_or(amount <> 0)
            order by currency
            """;

        var rows = await connection.QueryAsync<(string Currency, long Charged, long Net, long Gathering)>(
            new CommandDefinition(sql, cancellationToken: stop));
        return rows.Select(row => new Equation(
            "charged + adjusted", "net on invoices - net on their corrections + gathering and waiting",
            row.Charged, row.Net + row.Gathering, row.Currency));
    }

    /// <summary>What Rating told of changed prices has become a credit, an invoice, or waits for one.</summary>
    public async Task<IEnumerable<Equation>> Adjustments(CancellationToken stop)
    {
        const string sql = """
            select (select count(*) from rating.price_adjustments where told_at is not null),
                   count(*) filter (where state = 'credited'), count(*) filter (where state = 'invoiced'),
                   count(*) filter (where state = 'waiting')
            from invoicing.known_adjustments
            """;

        var (told, credited, invoiced, waiting) = await connection.QuerySingleAsync<(long, long, long, long)>(
            new CommandDefinition(sql, cancellationToken: stop));
        return
        [
            new Equation("adjustments told", "credited + invoiced + waiting", told, credited + invoiced + waiting,
                Detail: $"{credited:N0} + {invoiced:N0} + {waiting:N0}"),
        ];
    }

    /// <summary>Every invoice is known to Payment, and Invoicing settled as Payment told it.</summary>
    public async Task<IEnumerable<Equation>> Payments(CancellationToken stop)
    {
        const string sql = """
            select count(i.invoice_id) as invoices,
                   count(p.invoice_id) filter (where p.state = 'Captured') as captured,
                   count(p.invoice_id) filter (where p.state = 'Abandoned') as abandoned,
                   count(p.invoice_id) filter (
                       where p.state not in ('Captured', 'Abandoned') and p.reversed_at is not null) as reversed,
                   count(p.invoice_id) filter (
                       where p.state not in ('Captured', 'Abandoned', 'AwaitingDay') and p.reversed_at is null) as open,
                   count(p.invoice_id) filter (where p.state = 'AwaitingDay' and p.reversed_at is null) as announced,
                   count(*) filter (where i.status = 'paid') as paid,
                   count(*) filter (where i.status = 'uncollected') as uncollected,
                   count(*) filter (where i.is_owed_again) as owed_again,
                   count(*) filter (where i.total_minor <> p.amount_minor or i.currency <> p.currency) as unequal
            from invoicing.issued_invoices i
            full join payment.collections p using (invoice_id)
            """;

        var row = await connection.QuerySingleAsync<Told>(new CommandDefinition(sql, cancellationToken: stop));
        return
        [
            new Equation("invoiced", "captured + reversed + abandoned + waiting for its day + still open",
                row.Invoices, row.Captured + row.Reversed + row.Abandoned + row.Announced + row.Open,
                Detail: $"{row.Captured:N0} + {row.Reversed:N0} + {row.Abandoned:N0} + {row.Announced:N0} + " +
                    $"{row.Open:N0}"),
            new Equation("payments of another amount than their invoice", "none", row.Unequal, 0),
            new Equation("captured", "invoices that are paid", row.Captured, row.Paid),
            new Equation("reversed", "invoices that are owed again", row.Reversed, row.OwedAgain),
            new Equation("abandoned", "invoices that are uncollected", row.Abandoned, row.Uncollected),
        ];
    }

    private sealed record Told(
        long Invoices, long Captured, long Abandoned, long Reversed, long Open, long Announced, long Paid,
        long Uncollected, long OwedAgain, long Unequal);
}
