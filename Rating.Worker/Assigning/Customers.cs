using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Dapper;
using Npgsql;

namespace Charging.Rating.Assigning;

/// <summary>The customers, kept in the database and held in memory.</summary>
internal sealed class Customers
{
    /// <summary>Told by the database whenever a customer changed; the payload is the customer's id.</summary>
    public const string Channel = "rating_customers";

    private readonly ConcurrentDictionary<string, Customer> memory = new(StringComparer.Ordinal);
    private readonly GroupCommit<Customer, bool> writes;
    private readonly GroupCommit<string, bool> reads;
    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;

    public Customers(NpgsqlDataSource postgres, TimeProvider clock)
    {
        (this.postgres, this.clock) = (postgres, clock);
        writes = new(Write);
        reads = new(Read);
    }

    /// <summary>From memory alone.</summary>
    public Customer? Find(string customerId) => memory.GetValueOrDefault(customerId);

    /// <summary>Keeps the newest version; an older one changes nothing.</summary>
    public Task Keep(Customer customer, CancellationToken cancellationToken) => writes.Add(customer, cancellationToken);

    /// <summary>Reads one customer anew.</summary>
    public Task Refresh(string customerId, CancellationToken cancellationToken) =>
        reads.Add(customerId, cancellationToken);

    /// <summary>Reads them all.</summary>
    public async Task Load(CancellationToken cancellationToken)
    {
        const string sql = "select customer_id, version, plans from rating.customers";

        await using var connection = await postgres.Connect(cancellationToken);
        await using var reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, cancellationToken: cancellationToken));
        while (await reader.ReadAsync(cancellationToken)) Remember(reader);
    }

    private async Task<IReadOnlyList<bool>> Read(IReadOnlyList<string> customerIds, CancellationToken cancellationToken)
    {
        const string sql = "select customer_id, version, plans from rating.customers where customer_id = any(@ids)";

        var ids = customerIds.Distinct().ToArray();
        await using var connection = await postgres.Connect(cancellationToken);
        await using var reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, new { ids }, cancellationToken: cancellationToken));
        while (await reader.ReadAsync(cancellationToken)) Remember(reader);
        return [.. customerIds.Select(memory.ContainsKey)];
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
        foreach (var customer in newest) Remember(customer);
        return [.. customers.Select(_ => true)];
    }

    private void Remember(DbDataReader row) => Remember(new Customer(
        row.GetString(0), row.GetInt64(1),
        JsonSerializer.Deserialize<List<PlanAssignment>>(row.GetString(2), Wire.Json)!));

    private void Remember(Customer customer) => memory.AddOrUpdate(
        customer.CustomerId, customer, (_, known) => CustomerVersion.Follows(
            customer.Version, known.Version, clock.GetUtcNow().UtcDateTime) ? customer : known);
}
