using Charging.Rating.Pricing;

namespace Charging.Rating.Counting;

/// <summary>How far allowances and tiers are used up; only within the transaction that stores what uses them.</summary>
internal static class Counters
{
    private sealed record Row(
        string CustomerId, string PlanCode, string Service, string Kind, string Every, DateOnly StartsOn, long Used);

    private const string Key = "customer_id, plan_code, service, kind, every, starts_on";

    /// <summary>Makes those that are not there yet, locks all of them, and says what they stand at.</summary>
    public static async Task<Dictionary<Counter, long>> Lock(
        NpgsqlConnection connection, IEnumerable<Counter> counters, CancellationToken cancellationToken)
    {
        // Made and locked in one order everywhere, so that two groups wait for each other and never deadlock.
        const string sql = $"""
            insert into rating.counters ({Key}, used)
            select   {Key}, 0
            from     unnest(@customerIds, @planCodes, @services, @kinds, @periods, @startsOn)
                     as asked ({Key})
            order by {Key}
            on conflict ({Key}) do nothing;

            select   {Key}, used
            from     rating.counters as kept
            join     unnest(@customerIds, @planCodes, @services, @kinds, @periods, @startsOn)
                     as asked ({Key})
                     using ({Key})
            order by {Key}
            for update of kept;
            """;

        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            sql, Columns([.. counters.Distinct().Select(counter => (counter, 0L))]),
            cancellationToken: cancellationToken));
        return rows.ToDictionary(CounterOf, row => row.Used);
    }

    /// <summary>Says what counters that are locked stand at now.</summary>
    public static async Task Move(
        NpgsqlConnection connection, IReadOnlyDictionary<Counter, long> used, CancellationToken cancellationToken)
    {
        const string sql = $"""
            update rating.counters as kept
            set    used = moved.used
            from   unnest(@customerIds, @planCodes, @services, @kinds, @periods, @startsOn, @used)
                   as moved ({Key}, used)
            where  kept.customer_id = moved.customer_id and kept.plan_code = moved.plan_code
                   and kept.service = moved.service and kept.kind = moved.kind
                   and kept.every = moved.every and kept.starts_on = moved.starts_on
            """;

        await connection.ExecuteAsync(new CommandDefinition(
            sql, Columns([.. used.Select(pair => (pair.Key, pair.Value))]), cancellationToken: cancellationToken));
    }

    private static object Columns(List<(Counter Counter, long Used)> rows)
    {
        return new
        {
            customerIds = Column(row => row.Counter.CustomerId),
            planCodes = Column(row => row.Counter.PlanCode),
            services = Column(row => Words.Of(row.Counter.Service)),
            kinds = Column(row => Words.Of(row.Counter.Kind)),
            periods = Column(row => Words.Of(row.Counter.Every)),
            startsOn = Column(row => row.Counter.StartsOn),
            used = Column(row => row.Used),
        };

        T[] Column<T>(Converter<(Counter Counter, long Used), T> value) => [.. rows.ConvertAll(value)];
    }

    private static Counter CounterOf(Row row) => new(
        row.CustomerId, row.PlanCode, Words.Read<Service>(row.Service), Words.Read<CounterKind>(row.Kind),
        Words.Read<Period>(row.Every), row.StartsOn);
}
