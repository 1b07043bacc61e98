using System.Text.Json;
using Charging.Documents.Parties;

namespace Charging.Invoicing.Billing;

/// <summary>The table invoicing.customers, how each customer is billed, and what is remembered of it.</summary>
internal sealed class Customers
{
    private const string Channel = "invoicing_customers";

    /// <summary>Some 50 MB; whoever has more customers than this reads some of them more than once.</summary>
    private const int MostRemembered = 50_000;

    /// <summary>
    /// Sessions and customers travel on different queues: a new customer's first session may arrive first.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>As many as somebody reads; the rest are counted.</summary>
    private const int MostFaults = 20;

    private readonly RememberedTable<BillingProfile> remembered;
    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;

    public Customers(NpgsqlDataSource postgres, TimeProvider clock)
    {
        (this.postgres, this.clock) = (postgres, clock);
        remembered = new(Channel, MostRemembered, Read);
    }

    public HeardTable Heard => remembered;

    /// <summary>The customer's billing profile. One who is not known yet is waited for, a few seconds.</summary>
    /// <exception cref="InvalidOperationException">Nobody by that id.</exception>
    public async ValueTask<BillingProfile> Find(string customerId, CancellationToken cancellationToken) =>
        await remembered.Await(customerId, Patience, clock, cancellationToken) ?? throw new InvalidOperationException(
            $"No customer '{customerId}' in invoicing.customers: publish its CustomerChanged (or look for it in the " +
            "queue invoicing-keep-customer_error), then move the message back from the queue " +
            "invoicing-create-invoice_error.");

    /// <summary>Looks for nobody.</summary>
    public async Task WarmUp(CancellationToken cancellationToken) => await remembered.Find("", cancellationToken);

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

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            customer.CustomerId,
            customer.Version,
            Billing = JsonSerializer.Serialize(customer.Billing, Wire.Json),
            ChangedAt = changedAt,
            Highest = CustomerVersion.Highest(changedAt),
            Channel,
        }, cancellationToken: cancellationToken));
        remembered.Forget(customer.CustomerId);
    }

    /// <summary>
    /// For people: which customers of these sellers could not get documents in the formats that hold for them then.
    /// </summary>
    public async Task<IReadOnlyList<string>> FaultsUnder(
        IReadOnlyList<IssuingSeller> sellers, CancellationToken cancellationToken)
    {
        const string sql = """
            select customer_id, billing
            from   invoicing.customers
            where  billing ->> 'invoiceSeries' = any(@codes)
            -- Where neither has chosen, it is UBL, which says everything.
            and    (billing -> 'formats' is not null or billing ->> 'invoiceSeries' = any(@choosing))
            order  by customer_id
            """;

        string[] codes = [.. sellers.Select(seller => seller.Code)];
        string[] choosing = [.. sellers.Where(seller => seller.Formats is not null).Select(seller => seller.Code)];
        var (faults, more) = (new List<string>(), 0);
        await using var connection = await postgres.Connect(cancellationToken);
        await foreach (var (id, billing) in connection.QueryUnbufferedAsync<(string, string)>(
            sql, new { codes, choosing }).WithCancellation(cancellationToken))
        {
            var profile = Profile(id, billing);
            var seller = sellers.First(one => one.Code == profile.InvoiceSeries);
            var found = FormatRules.FaultsBetween(seller, profile).Select(fault => $"customer '{id}': {fault}.");
            foreach (var fault in found)
            {
                if (faults.Count < MostFaults) faults.Add(fault);
                else more++;
            }
        }

        return more == 0 ? faults : [.. faults, $"… and {more} more faults of customers."];
    }

    private async Task<IReadOnlyDictionary<string, BillingProfile>> Read(
        string[] ids, CancellationToken cancellationToken)
    {
        const string sql = "select customer_id, billing from invoicing.customers where customer_id = any(@ids);";

        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Billing)>(
            new CommandDefinition(sql, new { ids }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, row => Profile(row.Id, row.Billing));
    }

    private static BillingProfile Profile(string id, string billing) =>
        JsonSerializer.Deserialize<BillingProfile>(billing, Wire.Json) ?? throw new FormatException(
            $"invoicing.customers has no billing for '{id}'; publish the customer again.");
}
