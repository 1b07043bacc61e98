using System.Collections.Concurrent;
using System.Text.Json;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Dapper;
using Npgsql;

namespace Charging.Invoicing.Billing;

/// <summary>
/// How each customer is billed, read from memory: a row is read when it is first asked for and again when the database
/// says that it changed. While nobody listens to the database, nothing is kept in memory.
/// </summary>
internal sealed class Customers(
    NpgsqlDataSource postgres, TimeProvider clock, Outages outages, ILogger<Customers> log)
    : Listener(postgres, clock, outages, Channel)
{
    private const string Channel = "invoicing_customers";

    /// <summary>
    /// Sessions and customers travel on different queues: a new customer's first session may arrive first.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Some 50 MB; whoever has more customers than this reads some of them more than once.</summary>
    private const int MostInMemory = 50_000;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> awaited = new();

    // A new dictionary with each connection, so that a read which began before it ends up in one that nobody asks.
    private volatile ConcurrentDictionary<string, CustomerRow>? memory;

    /// <summary>The customer's billing profile. One who is not known yet is waited for, a few seconds.</summary>
    /// <exception cref="InvalidOperationException">Nobody by that id.</exception>
    public async Task<BillingProfile> Find(string customerId, CancellationToken cancellationToken)
    {
        if (memory?.GetValueOrDefault(customerId) is { } known) return known.Profile;

        var found = await Read(customerId, cancellationToken) ?? await Await(customerId, cancellationToken);
        return found?.Profile ?? throw new InvalidOperationException(
            $"No customer '{customerId}' in invoicing.customers: publish its CustomerChanged (or look for it in the " +
            "queue invoicing-keep-customer_error), then move the message back from the queue " +
            "invoicing-create-invoice_error.");
    }

    /// <summary>Stores the customer unless the same or a newer version is stored, and tells all instances.</summary>
    public async Task Keep(CustomerChanged customer, DateTime changedAt, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into invoicing.customers as kept (customer_id, version, billing, changed_at)
            values (@CustomerId, @Version, @Billing::jsonb, @ChangedAt)
            on conflict (customer_id) do update
            set    version = excluded.version, billing = excluded.billing, changed_at = excluded.changed_at
            where  excluded.version > kept.version
            or     kept.version > @Highest; -- kept before versions had a bound: nothing could ever follow

            select pg_notify(@Channel, @CustomerId);

            -- An older version writes nothing, and its commit would wait for no standby.
            select pg_logical_emit_message(true, 'charging', '');
            """;

        await using var connection = await Postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            customer.CustomerId,
            customer.Version,
            Billing = JsonSerializer.Serialize(customer.Billing, Wire.Json),
            ChangedAt = changedAt,
            Highest = CustomerVersion.Highest(changedAt),
            Channel,
        }, cancellationToken: cancellationToken));
    }

    protected override Task Begin(CancellationToken cancellationToken)
    {
        memory = new();
        return Task.CompletedTask;
    }

    protected override async Task Hear(string channel, string payload, CancellationToken cancellationToken)
    {
        if (memory?.ContainsKey(payload) == true) await Read(payload, cancellationToken);
        if (awaited.TryRemove(payload, out var arrival)) arrival.TrySetResult();
    }

    protected override void Lose(string reason)
    {
        memory = null;
        log.CustomersNotListening(reason);
    }

    private async Task<CustomerRow?> Await(string customerId, CancellationToken cancellationToken)
    {
        // Before it is looked for once more, so that an arrival in between is not missed.
        var arrival = awaited.GetOrAdd(customerId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        var found = await Read(customerId, cancellationToken);
        if (found is null)
        {
            var arrived = arrival.WaitAsync(Patience, Clock, cancellationToken);
            await arrived.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            found = await Read(customerId, cancellationToken);
        }

        awaited.TryRemove(customerId, out _);
        return found;
    }

    private async Task<CustomerRow?> Read(string customerId, CancellationToken cancellationToken)
    {
        const string sql = """
            select customer_id, version, billing
            from   invoicing.customers
            where  customer_id = @customerId;
            """;

        var listening = memory;
        await using var connection = await Postgres.Connect(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<CustomerRow>(
            new CommandDefinition(sql, new { customerId }, cancellationToken: cancellationToken));

        if (row is null || listening is null) return row;
        if (listening.Count >= MostInMemory) listening.Clear();
        var now = Clock.GetUtcNow().UtcDateTime;
        return listening.AddOrUpdate(
            customerId, row, (_, known) => known.Version == row.Version
                || CustomerVersion.Follows(row.Version, known.Version, now) ? row : known);
    }

    /// <summary>A customer as stored; versions rise.</summary>
    private sealed record CustomerRow(string CustomerId, long Version, string Billing)
    {
        public BillingProfile Profile { get; } = JsonSerializer.Deserialize<BillingProfile>(Billing, Wire.Json)
            ?? throw new FormatException(
                $"invoicing.customers has no billing for '{CustomerId}'; publish the customer again.");
    }
}
