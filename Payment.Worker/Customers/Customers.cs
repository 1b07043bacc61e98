using System.Collections.Concurrent;
using System.Text.Json;
using Charging.Contracts;
using Charging.Payments.Scheduling;
using Charging.ServiceDefaults;
using Dapper;
using Npgsql;

namespace Charging.Payments.Customers;

/// <summary>
/// The table payment.customers, remembered in memory. What is remembered is only trusted while <see
/// cref="HearOfChanges"/> listens; until then every question goes to the table.
/// </summary>
internal sealed class Customers(NpgsqlDataSource postgres, TimeProvider clock)
{
    public const string Channel = "payment_customers";

    /// <summary>Some 50 MB; beyond it memory starts over.</summary>
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<string, Customer> remembered = [];
    private volatile bool listening;
    private long changes;

    /// <summary>The customer, or null while nobody by that id was heard of.</summary>
    public async Task<Customer?> Find(string customerId, CancellationToken cancellationToken)
    {
        if (listening && remembered.TryGetValue(customerId, out var known)) return known;

        var changesBefore = Interlocked.Read(ref changes);
        var read = await Read(customerId, cancellationToken);
        if (read is not null && listening) Remember(read, changesBefore);
        return read;
    }

    /// <summary>
    /// Stores the customer unless a version as new is stored, wakes the payments that wait for a newer one, and tells
    /// every instance.
    /// </summary>
    public async Task Keep(Customer customer, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.customers (customer_id, version, contact, methods, changed_at)
            values (@CustomerId, @Version, @Contact::jsonb, @Methods::jsonb, @changedAt)
            on conflict (customer_id) do update
            set    version = excluded.version, contact = excluded.contact, methods = excluded.methods,
                   changed_at = excluded.changed_at
            where  payment.customers.version < excluded.version
            or     payment.customers.version > @highest -- kept before versions had a bound: nothing could ever follow
            """;
        const string tell = "select pg_notify(@Channel, @CustomerId)";

        var now = clock.UtcNow();
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changed = await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            customer.CustomerId,
            customer.Version,
            Contact = JsonSerializer.Serialize(customer.Contact, Wire.Json),
            Methods = JsonSerializer.Serialize(customer.Methods, Wire.Json),
            changedAt = now,
            highest = CustomerVersion.Highest(now),
        }, transaction, cancellationToken: cancellationToken));
        if (changed > 0) await Schedule.WakeFor(connection, transaction, customer.CustomerId, now, cancellationToken);
        else await connection.AwaitStandbys(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            tell, new { Channel, customer.CustomerId }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// The versions stored of these customers, which no one can change before the transaction ends: whoever keeps a
    /// newer one then finds what the transaction has set.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, long>> Hold(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<string> customerIds,
        CancellationToken cancellationToken)
    {
        const string sql = """
            select customer_id, version
            from   payment.customers
            where  customer_id = any(@customerIds)
            order  by customer_id
            for    share
            """;

        var versions = await connection.QueryAsync<(string Id, long Version)>(
            new CommandDefinition(sql, new { customerIds }, transaction, cancellationToken: cancellationToken));
        return versions.ToDictionary(row => row.Id, row => row.Version);
    }

    /// <summary>From now on every change is heard of.</summary>
    public void StartTrusting()
    {
        Interlocked.Increment(ref changes);
        remembered.Clear();
        listening = true;
    }

    /// <summary>Changes may be missed from now on.</summary>
    public void StopTrusting() => listening = false;

    public void Forget(string customerId)
    {
        Interlocked.Increment(ref changes);
        remembered.TryRemove(customerId, out _);
    }

    /// <summary>Not what was read before a change was heard of, for it may be what changed.</summary>
    private void Remember(Customer customer, long changesBefore)
    {
        if (remembered.Count >= MostRemembered) remembered.Clear();
        remembered[customer.CustomerId] = customer;
        if (Interlocked.Read(ref changes) != changesBefore) remembered.TryRemove(customer.CustomerId, out _);
    }

    private async Task<Customer?> Read(string customerId, CancellationToken cancellationToken)
    {
        const string sql = """
            select customer_id, version, contact, methods,
                   (select coalesce(jsonb_agg(method_token), '[]')
                    from   payment.suspended_methods
                    where  suspended_methods.customer_id = customers.customer_id) as suspended_tokens
            from   payment.customers
            where  customer_id = @customerId
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(sql, new { customerId }, cancellationToken: cancellationToken));
        return row?.ToCustomer();
    }

    private sealed record Row(
        string CustomerId, long Version, string Contact, string Methods, string SuspendedTokens)
    {
        public Customer ToCustomer() => new(
            CustomerId,
            Version,
            JsonSerializer.Deserialize<Contact>(Contact, Wire.Json)!,
            JsonSerializer.Deserialize<PaymentMethod[]>(Methods, Wire.Json)!,
            JsonSerializer.Deserialize<string[]>(SuspendedTokens, Wire.Json)!);
    }
}
