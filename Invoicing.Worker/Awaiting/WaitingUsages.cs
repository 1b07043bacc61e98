using System.Text.Json;
using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Gathering;
using Charging.Invoicing.Issuing;

namespace Charging.Invoicing.Awaiting;

/// <summary>
/// The table invoicing.waiting_usages: those whose invoice cannot say its tax in the seller's tax currency yet. Their
/// messages are done, so that they hold up nobody else's, and each is here until its invoice is issued and told.
/// </summary>
internal sealed class WaitingUsages(NpgsqlDataSource postgres, OpenInvoices open, TimeProvider clock)
{
    /// <summary>The most that are taken at once.</summary>
    public const int LargestRound = 100;

    /// <summary>Longer than it takes to issue and to tell a round of them.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly GroupCommit<Waiting, InvoiceCreated?> additions =
        new((group, stop) => Add(postgres, group, clock.GetUtcNow().UtcDateTime, stop));

    /// <summary>Keeps the usage, once. Null while it waits; its invoice if it has one already.</summary>
    public Task<InvoiceCreated?> AddOnce(UsageRated usage, Exchange exchange, CancellationToken cancellationToken) =>
        additions.Add(
            new(
                usage, exchange.Seller.Code, exchange.Missing(usage.EndedOn),
                JsonSerializer.Serialize(usage, Wire.Json)),
            cancellationToken);

    /// <summary>For which rates usages wait that are not put off.</summary>
    public async Task<IReadOnlyList<AwaitedRate>> Awaited(CancellationToken cancellationToken)
    {
        const string sql = """
            -- Of the seller who bills the customer now, whose the rate was or not when the usage began to wait.
            select distinct coalesce(customer.billing ->> 'invoiceSeries', seller_code) as seller_code, currency,
                   delivered_on
            from   invoicing.waiting_usages
            left   join invoicing.customers as customer using (customer_id)
            where  due_at <= @Now;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<AwaitedRate>(new CommandDefinition(
            sql, new { Now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken))];
    }

    /// <summary>Takes some that wait for that rate, put off by the lease; what is not done then is due again.</summary>
    public async Task<IReadOnlyList<UsageRated>> Take(AwaitedRate rate, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select waiting.usage_id
                from   invoicing.waiting_usages as waiting
                left   join invoicing.customers as customer using (customer_id)
                where  coalesce(customer.billing ->> 'invoiceSeries', waiting.seller_code) = @SellerCode
                and    waiting.currency = @Currency and waiting.delivered_on = @DeliveredOn
                and    waiting.due_at <= @now
                limit  @LargestRound
                for    update of waiting skip locked
            )
            update invoicing.waiting_usages as taken
            set    due_at = @now + @Lease -- who takes it and dies has it taken by another then
            from   due
            where  taken.usage_id = due.usage_id
            returning taken.usage;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var usages = await connection.QueryAsync<string>(new CommandDefinition(sql, new
        {
            rate.SellerCode, rate.Currency, rate.DeliveredOn, now = clock.GetUtcNow().UtcDateTime, Lease, LargestRound,
        }, cancellationToken: cancellationToken));
        return [.. usages.Select(usage => JsonSerializer.Deserialize<UsageRated>(usage, Wire.Json)!)];
    }

    /// <summary>They are invoiced and told.</summary>
    public async Task Remove(IReadOnlyList<UsageRated> done, CancellationToken cancellationToken)
    {
        const string sql = "delete from invoicing.waiting_usages where usage_id = any (@Ids);";

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { Ids = done.Select(usage => usage.UsageId).ToArray() }, cancellationToken: cancellationToken));
    }

    /// <summary>Not to be tried before then.</summary>
    public async Task PutOff(Guid usageId, DateTime until, CancellationToken cancellationToken)
    {
        const string sql = "update invoicing.waiting_usages set due_at = @until where usage_id = @usageId;";

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { usageId, until }, cancellationToken: cancellationToken));
    }

    /// <summary>How many wait, by currency; those of open invoices that are due as well.</summary>
    public async Task<IReadOnlyDictionary<string, double>> Count(CancellationToken cancellationToken)
    {
        const string sql = "select currency, count(*) from invoicing.waiting_usages group by currency;";

        await using var connection = await postgres.Connect(cancellationToken);
        var alone = await connection.QueryAsync<(string Currency, long Usages)>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
        return alone.Concat(await open.CountAwaiting(cancellationToken))
            .GroupBy(one => one.Currency)
            .ToDictionary(one => one.Key, one => (double)one.Sum(some => some.Usages));
    }

    /// <summary>Inserts in the order of the ids, so that rivals with the same usages wait in one direction.</summary>
    private static async Task<IReadOnlyList<InvoiceCreated?>> Add(
        NpgsqlDataSource postgres, IReadOnlyList<Waiting> group, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into invoicing.waiting_usages
                   (usage_id, invoice_id, customer_id, seller_code, currency, charge_minor, delivered_on, awaits, usage,
                    waits_since, due_at)
            select usage_id, invoice_id, customer_id, seller_code, currency, charge_minor, delivered_on, awaits,
                   usage::json, @now, @now
            from   unnest(@UsageIds, @InvoiceIds, @CustomerIds, @Sellers, @Currencies, @Charges, @Days, @Awaits,
                          @Usages)
                as told (usage_id, invoice_id, customer_id, seller_code, currency, charge_minor, delivered_on, awaits,
                         usage)
            -- Invoiced before, while its seller had no tax currency.
            where  not exists (select from invoicing.invoices as own where own.invoice_id = told.invoice_id)
            order  by usage_id
            on conflict (usage_id) do nothing;

            select invoice_id, document from invoicing.invoices where invoice_id = any (@InvoiceIds);
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<(Guid Id, string Document)>(new CommandDefinition(sql, new
        {
            UsageIds = group.Select(one => one.Usage.UsageId).ToArray(),
            InvoiceIds = group.Select(one => one.InvoiceId).ToArray(),
            CustomerIds = group.Select(one => one.Usage.CustomerId).ToArray(),
            Sellers = group.Select(one => one.SellerCode).ToArray(),
            Currencies = group.Select(one => one.Usage.Charge.Currency).ToArray(),
            Charges = group.Select(one => one.Usage.Charge.Minor).ToArray(),
            Days = group.Select(one => one.Usage.EndedOn).ToArray(),
            Awaits = group.Select(one => one.Awaits).ToArray(),
            Usages = group.Select(one => one.Body).ToArray(),
            now,
        }, cancellationToken: cancellationToken));
        var issued = rows.ToDictionary(row => row.Id, row => InvoiceRow.Read(row.Document));
        await connection.AwaitStandbys(cancellationToken);
        return [.. group.Select(one => issued.GetValueOrDefault(one.InvoiceId))];
    }

    private sealed record Waiting(UsageRated Usage, string SellerCode, string Awaits, string Body)
    {
        public Guid InvoiceId { get; } = new SessionKey(Usage.Source, Usage.SessionId).InvoiceId;
    }
}
