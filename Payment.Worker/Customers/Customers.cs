using System.Text.Json;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Customers;

/// <summary>The table payment.customers, and what is remembered of it.</summary>
internal sealed class Customers
{
    public const string Channel = "payment_customers";

    /// <summary>Some 50 MB.</summary>
    private const int MostRemembered = 100_000;

    private readonly RememberedTable<Customer> remembered;
    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;

    public Customers(NpgsqlDataSource postgres, TimeProvider clock)
    {
        (this.postgres, this.clock) = (postgres, clock);
        remembered = new(Channel, MostRemembered, Read);
    }

    public HeardTable Heard => remembered;

    /// <summary>The customer, or null while nobody by that id was heard of.</summary>
    public ValueTask<Customer?> Find(string customerId, CancellationToken cancellationToken) =>
        remembered.Find(customerId, cancellationToken);

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
        remembered.Forget(customer.CustomerId);
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

    /// <summary>What is remembered of the customer is out of date.</summary>
    public void Forget(string customerId) => remembered.Forget(customerId);

    private async Task<IReadOnlyDictionary<string, Customer>> Read(string[] ids, CancellationToken cancellationToken)
    {
        const string sql = """
            select customer_id, version, contact, methods,
                   -- First what the customer left on a page, by the last; last where others were named since.
                   (select coalesce(jsonb_agg(method order by left_at desc), '[]')
                    from   payment.left_methods
                    where  left_methods.customer_id = customers.customer_id
                    and    left_methods.known_methods = customers.methods) as left_methods,
                   (select coalesce(jsonb_agg(method_token), '[]')
                    from   payment.suspended_methods
                    where  suspended_methods.customer_id = customers.customer_id) as suspended_tokens
            from   payment.customers
            where  customer_id = any(@ids)
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(sql, new { ids }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.CustomerId, row => row.ToCustomer());
    }

    private sealed record Row(
        string CustomerId, long Version, string Contact, string Methods, string LeftMethods, string SuspendedTokens)
    {
        public Customer ToCustomer() => new(
            CustomerId,
            Version,
            JsonSerializer.Deserialize<Contact>(Contact, Wire.Json)!,
            [
                .. JsonSerializer.Deserialize<PaymentMethod[]>(LeftMethods, Wire.Json)!
                    .Concat(JsonSerializer.Deserialize<PaymentMethod[]>(Methods, Wire.Json)!)
                    .DistinctBy(method => method.Token),
            ],
            JsonSerializer.Deserialize<string[]>(SuspendedTokens, Wire.Json)!);
    }
}
