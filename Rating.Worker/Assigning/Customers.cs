using System.Text.Json;

namespace Charging.Rating.Assigning;

/// <summary>The table rating.customers, and what is remembered of it.</summary>
internal sealed class Customers
{
    private const string Channel = "rating_customers";

    /// <summary>Some 50 MB.</summary>
    private const int MostRemembered = 100_000;

    private readonly RememberedTable<Customer> remembered;
    private readonly GroupCommit<Customer, bool> writes;
    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;

    public Customers(NpgsqlDataSource postgres, TimeProvider clock)
    {
        (this.postgres, this.clock) = (postgres, clock);
        remembered = new(Channel, MostRemembered, Read);
        writes = new(Write);
    }

    public HeardTable Heard => remembered;

    /// <summary>From memory alone; who is not there may be in the table.</summary>
    public Customer? Remembered(string customerId) => remembered.Remembered(customerId);

    /// <summary>The customer as the table has them now; null if nobody.</summary>
    public ValueTask<Customer?> FindAnew(string customerId, CancellationToken cancellationToken)
    {
        remembered.Forget(customerId);
        return remembered.Find(customerId, cancellationToken);
    }

    /// <summary>Keeps the newest version; an older one changes nothing.</summary>
    public Task Keep(Customer customer, CancellationToken cancellationToken) => writes.Add(customer, cancellationToken);

    private async Task<IReadOnlyDictionary<string, Customer>> Read(string[] ids, CancellationToken cancellationToken)
    {
        const string sql = "select customer_id, version, plans from rating.customers where customer_id = any(@ids)";

        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, long Version, string Plans)>(
            new CommandDefinition(sql, new { ids }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, row => new Customer(
            row.Id, row.Version, JsonSerializer.Deserialize<List<PlanAssignment>>(row.Plans, Wire.Json)!));
    }

    private async Task<IReadOnlyList<bool>> Write(
        IReadOnlyList<Customer> customers, CancellationToken cancellationToken)
    {
        const string sql = """
            with changed as (
                insert into rating.customers as kept (customer_id, version, plans, changed_at)
                select told.customer_id, told.version, told.plans::jsonb, @now
                from   unnest(@ids, @versions, @plans) as told (customer_id, version, plans)
                on conflict (customer_id) do update
                set    version = excluded.version, plans = excluded.plans, changed_at = excluded.changed_at
                where  kept.version < excluded.version
                or     kept.version > @highest -- kept before versions had a bound: nothing could ever follow
                returning customer_id)
            select pg_notify(@Channel, customer_id)::text from changed
            """;

        // The newest of each, since a statement changes a row once; in one order, so that rivals never deadlock.
        var newest = customers.GroupBy(customer => customer.CustomerId)
            .Select(versions => versions.MaxBy(customer => customer.Version)!)
            .OrderBy(customer => customer.CustomerId, StringComparer.Ordinal)
            .ToList();
        var rows = new
        {
            ids = newest.Select(customer => customer.CustomerId).ToArray(),
            versions = newest.Select(customer => customer.Version).ToArray(),
            plans = newest.Select(customer => JsonSerializer.Serialize(customer.Plans, Wire.Json)).ToArray(),
            now = clock.GetUtcNow().UtcDateTime,
            highest = CustomerVersion.Highest(clock.GetUtcNow().UtcDateTime),
            Channel,
        };
        await using var connection = await postgres.Connect(cancellationToken);
        var changed = await connection.QueryAsync<string>(
            new CommandDefinition(sql, rows, cancellationToken: cancellationToken));
        if (!changed.Any()) await connection.AwaitStandbys(cancellationToken);
        foreach (var customer in newest) remembered.Forget(customer.CustomerId);
        return [.. customers.Select(_ => true)];
    }
}
