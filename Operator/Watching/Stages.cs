namespace Charging.Operator.Watching;

/// <summary>How many sessions have come how far.</summary>
internal sealed record StageCounts(
    long Rated, long Free, long SetAside, long Invoiced, long Unsettled, long Captured, long Reversed, long Abandoned,
    long Retrying, long InReview, long Mails, long Awaiting, long Gathering, long Sharing, long Due, long Further,
    long Announced)
{
    /// <summary>
    /// No session waits for its legs, every charge has its invoice, shares one or gathers for one that is not due yet,
    /// every invoice, further ones of corrected prices included, has its outcome or waits for the day that its customer
    /// was told, and Invoicing has heard.
    /// </summary>
    public bool AllArrived =>
        Rated - Free == Invoiced - Further + Gathering + Sharing && Due == 0
        && Unsettled == Announced && Captured + Reversed + Abandoned + InReview + Announced == Invoiced
        && Retrying == 0 && Awaiting == 0;
}

/// <summary>Counts over the three schemas.</summary>
internal sealed class Stages(NpgsqlDataSource postgres)
{
    public async Task<StageCounts> Count(CancellationToken stop)
    {
        const string sql = """
            select rated, free, set_aside, invoiced, unsettled, captured, reversed, abandoned, retrying, in_review,
                   mails, awaiting, gathering, sharing, due, further, announced
            from (select count(*) as rated, count(*) filter (where charge_minor = 0) as free
                  from rating.rated_sessions) u,
                 (select count(*) as set_aside from rating.quarantined_sessions where replayed_at is null) q,
                 (select count(*) as invoiced,
                         count(*) filter (where status = 'issued' and not is_owed_again) as unsettled
                  from invoicing.issued_invoices) i,
                 (select count(*) filter (where state = 'Captured') as captured,
                         count(*) filter (where state = 'Reversed') as reversed,
                         count(*) filter (where state = 'Abandoned') as abandoned,
                         count(*) filter (where state = 'NeedsReview') as in_review,
                         count(*) filter (where state not in (
                             'Captured', 'Reversed', 'Abandoned', 'NeedsReview', 'AwaitingDay')) as retrying,
                         count(*) filter (where state = 'AwaitingDay') as announced
                  from payment.collections) p,
                 (select count(*) as mails from payment.mails where status <> 'made') r,
                 (select count(*) as awaiting from rating.awaited_sessions) d,
                 (select count(*) filter (where invoice_id is null) as gathering,
                         count(invoice_id) - count(distinct invoice_id) as sharing
                  from invoicing.gathered_charges) g,
                 (select (select count(*) from invoicing.invoice_outbox)
                         + (select count(*) from invoicing.unbilled_totals where due_at <= now()) as due) o,
                 (select count(invoice_id) as further from invoicing.known_adjustments) a
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<StageCounts>(new CommandDefinition(sql, cancellationToken: stop));
    }
}
