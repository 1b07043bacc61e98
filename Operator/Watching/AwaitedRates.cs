namespace Charging.Operator.Watching;

/// <summary>What is not invoiced for want of a rate of exchange, in a sentence for each rate.</summary>
internal sealed class AwaitedRates(NpgsqlDataSource postgres)
{
    public async Task<IReadOnlyList<string>> Sentences(CancellationToken stop)
    {
        const string sql = """
            select awaits, sum(usages)::bigint, min(since)
            from   (select awaits, 1 as usages, waits_since as since from invoicing.awaiting_rate
                    union all
                    select awaits, usages, awaits_since from invoicing.unbilled_totals where awaits is not null) w
            group  by awaits
            order  by awaits;
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        var rows = await connection.QueryAsync<(string Awaits, long Usages, DateTime Since)>(
            new CommandDefinition(sql, cancellationToken: stop));
        return
        [
            .. rows.Select(row => FormattableString.Invariant(
                $"{row.Usages} session(s) wait since {row.Since:yyyy-MM-dd HH:mm} UTC for a rate of exchange, ") +
                $"{row.Awaits}: ./charging invoicing rates import FILE, and see docs/runbook/no-exchange-rate.md"),
        ];
    }
}
