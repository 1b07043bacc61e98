using Microsoft.Extensions.Options;

namespace Charging.Invoicing.Gathering;

/// <summary>
/// The highest threshold that any instance ever had, by currency. What is below it may have been gathered when it first
/// came, so its repeats go the same way although the setting has changed since; what is not below it needs no look.
/// </summary>
internal sealed class Thresholds(NpgsqlDataSource postgres, IOptions<GatheringOptions> options)
{
    private volatile IReadOnlyDictionary<string, long>? highest;

    public async ValueTask<bool> Gathers(Money charge, CancellationToken cancellationToken)
    {
        var known = highest ?? await Learn(cancellationToken);
        return known.TryGetValue(charge.Currency, out var minor) && charge.Minor < minor;
    }

    /// <summary>Adds this instance's settings, and reads what the others have added.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Learn(CancellationToken cancellationToken)
    {
        // What is known already is not written again: that would lock, and so write, the row each second.
        const string sql = """
            insert into invoicing.thresholds as known (currency, highest_minor)
            select currency, highest_minor
            from   unnest(@Currencies, @Minors) as set_now (currency, highest_minor)
            where  not exists (select from invoicing.thresholds as higher
                               where  higher.currency = set_now.currency
                               and    higher.highest_minor >= set_now.highest_minor)
            order  by currency
            on conflict (currency) do update
            set    highest_minor = greatest(known.highest_minor, excluded.highest_minor);

            select currency, highest_minor
            from   invoicing.thresholds;
            """;

        var currencies = options.Value.Thresholds.Keys.ToArray();
        var minors = currencies.Select(currency => options.Value.ThresholdOf(currency).Minor).ToArray();
        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<(string Currency, long Minor)>(new CommandDefinition(
            sql, new { Currencies = currencies, Minors = minors }, cancellationToken: cancellationToken));
        return highest = rows.ToDictionary(row => row.Currency, row => row.Minor);
    }
}
