using System.Collections.Concurrent;
using System.Text.Json;
using Charging.Contracts;
using Dapper;
using Npgsql;

namespace Charging.Invoicing;

/// <summary>
/// How each customer is billed, read from memory: a row is read when it is first asked for and again when the database
/// says that it changed. While nobody listens to the database, nothing is kept in memory.
/// </summary>
internal sealed class Customers(NpgsqlDataSource postgres, TimeProvider clock, ILogger<Customers> log)
    : BackgroundService
{
    /// <summary>
    /// Sessions and customers travel on different queues: a new customer's first session may arrive first.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PauseBeforeReconnecting = TimeSpan.FromSeconds(1);

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
            where  excluded.version > kept.version;

            select pg_notify('invoicing_customers', @CustomerId);
            """;

        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            customer.CustomerId,
            customer.Version,
            Billing = JsonSerializer.Serialize(customer.Billing, Wire.Json),
            ChangedAt = changedAt,
        }, cancellationToken: cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(PauseBeforeReconnecting, clock);
        do
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (NpgsqlException lost)
            {
                log.CustomersNotListening(lost.Message);
            }
            finally
            {
                memory = null;
            }
        }
        while (await pause.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Listen(CancellationToken stoppingToken)
    {
        await using var connection = await postgres.OpenConnectionAsync(stoppingToken);
        var changed = new ConcurrentQueue<string>();
        connection.Notification += (_, change) => changed.Enqueue(change.Payload);
        await connection.ExecuteAsync("listen invoicing_customers");
        memory = new();

        while (true)
        {
            await connection.WaitAsync(stoppingToken);
            while (changed.TryDequeue(out var customerId)) await Refresh(customerId, stoppingToken);
        }
    }

    private async Task Refresh(string customerId, CancellationToken cancellationToken)
    {
        if (memory?.ContainsKey(customerId) == true) await Read(customerId, cancellationToken);
        if (awaited.TryRemove(customerId, out var arrival)) arrival.TrySetResult();
    }

    private async Task<CustomerRow?> Await(string customerId, CancellationToken cancellationToken)
    {
        // Before it is looked for once more, so that an arrival in between is not missed.
        var arrival = awaited.GetOrAdd(customerId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        var found = await Read(customerId, cancellationToken);
        if (found is null)
        {
            var arrived = arrival.WaitAsync(Patience, clock, cancellationToken);
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
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<CustomerRow>(
            new CommandDefinition(sql, new { customerId }, cancellationToken: cancellationToken));

        if (row is null || listening is null) return row;
        if (listening.Count >= MostInMemory) listening.Clear();
        return listening.AddOrUpdate(customerId, row, (_, known) => known.Version > row.Version ? known : row);
    }

    /// <summary>A customer as stored; versions rise.</summary>
    private sealed record CustomerRow(string CustomerId, long Version, string Billing)
    {
        public BillingProfile Profile { get; } = JsonSerializer.Deserialize<BillingProfile>(Billing, Wire.Json)
            ?? throw new FormatException(
                $"invoicing.customers has no billing for '{CustomerId}'; publish the customer again.");
    }
}
