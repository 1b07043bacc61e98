namespace Charging.Payments.Watching;

/// <summary>
/// The table payment.book_sums: what is captured and what is booked as captured up to a moment, so that only what came
/// since has to be summed; and what the last look found, for the instances whose turn it was not.
/// </summary>
internal sealed class BookSums(NpgsqlDataSource postgres)
{
    /// <summary>
    /// How far behind the sums stay. What commits later than that after its moment is in neither side: an attempt and
    /// its entry commit together, so no difference comes of it.
    /// </summary>
    private static readonly TimeSpan Behind = TimeSpan.FromHours(1);

    /// <summary>
    /// By currency, what the attempts captured less what is booked as captured: 0 when all is right. Summed anew by one
    /// instance at a time, and only if nobody has since <paramref name="stale"/>.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long>> Differences(
        DateTime now, DateTime stale, CancellationToken cancellationToken)
    {
        // The lock ends with the transaction, so with whoever holds it.
        const string turn = "select pg_try_advisory_xact_lock(hashtextextended('charging books', 0))";
        const string last = "select max(until), max(looked_at) from payment.book_sums";
        const string found = "select currency, difference_minor from payment.book_sums";

        await using var connection = await postgres.Connect(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (await connection.ExecuteScalarAsync<bool>(Glance(turn)))
            {
                var (until, lookedAt) = await connection.QuerySingleAsync<(DateTime?, DateTime?)>(Glance(last));
                if (lookedAt is null || lookedAt <= stale) await connection.ExecuteAsync(Sum(until, now));
            }

            await transaction.CommitAsync(CancellationToken.None);
        }

        var rows = await connection.QueryAsync<(string Currency, long Amount)>(Glance(found));
        return rows.ToDictionary(row => row.Currency, row => row.Amount, StringComparer.Ordinal);

        CommandDefinition Glance(string sql) =>
            new(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken);

        CommandDefinition Sum(DateTime? since, DateTime moment) => SumSince(
            since ?? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), moment, cancellationToken);
    }

    /// <summary>When they were summed last; null where nothing was ever captured.</summary>
    public async Task<DateTime?> LookedAt(CancellationToken cancellationToken)
    {
        const string sql = "select max(looked_at) from payment.book_sums";

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.ExecuteScalarAsync<DateTime?>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }

    private static CommandDefinition SumSince(DateTime since, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            with moments (currency, moment, captured, booked) as (
                select currency, resolved_at, amount_minor, 0 from payment.attempts
                where  status = 'captured' and resolved_at >= @since
                union all
                select currency, booked_at, 0, amount_minor from payment.ledger_entries
                where  event = 'captured' and booked_at >= @since
                union all
                -- A currency of which nothing came since is looked at too.
                select currency, @since, 0, 0 from payment.book_sums
            )
            insert into payment.book_sums as kept
                   (currency, until, captured_minor, booked_minor, difference_minor, looked_at)
            select currency, @until,
                   coalesce(sum(captured) filter (where moment < @until), 0),
                   coalesce(sum(booked) filter (where moment < @until), 0),
                   sum(captured) - sum(booked), @now
            from   moments
            group  by currency
            on conflict (currency) do update
            set    until = excluded.until,
                   captured_minor = kept.captured_minor + excluded.captured_minor,
                   booked_minor = kept.booked_minor + excluded.booked_minor,
                   difference_minor = kept.captured_minor - kept.booked_minor + excluded.difference_minor,
                   looked_at = excluded.looked_at
            """;

        var until = now - Behind > since ? now - Behind : since;
        return new(
            sql, new { since, until, now }, commandTimeout: Postgres.GlanceSeconds,
            cancellationToken: cancellationToken);
    }
}
