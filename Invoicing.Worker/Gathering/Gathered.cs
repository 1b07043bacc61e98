using System.Text.Json;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Gathering;

/// <summary>
/// The usages that are too small to be invoiced alone, from when they come and after they are issued. Each adds to its
/// customer's open invoice in its currency in the transaction that keeps it, so none is without one.
/// </summary>
internal sealed class Gathered
{
    private readonly GroupCommit<(UsageRated Usage, Seller Seller), InvoiceCreated?> additions;

    public Gathered(NpgsqlDataSource postgres, IssuePlan plan, TimeProvider clock) =>
        additions = new((group, stop) => Add(postgres, plan, group, clock.GetUtcNow().UtcDateTime, stop));

    /// <summary>
    /// Keeps the usage, once. Null while it gathers; then the invoice that it is on, be it one of several or its own.
    /// The seller's month says until when it gathers.
    /// </summary>
    public Task<InvoiceCreated?> AddOnce(UsageRated usage, Seller seller, CancellationToken cancellationToken) =>
        additions.Add((usage, seller), cancellationToken);

    /// <summary>
    /// The usages of open invoices that the caller has closed, by these, oldest first. What was invoiced alone in the
    /// meantime, by an instance with a lower threshold, is marked so and is not among them.
    /// </summary>
    public static async Task<ILookup<(string CustomerId, string Currency), UsageRated>> Open(
        NpgsqlConnection connection, IReadOnlyList<(string CustomerId, string Currency)> closed,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update invoicing.gathered as usage
            set    invoice_id = usage.own_invoice_id
            from   unnest(@CustomerIds, @Currencies) as closed (customer_id, currency)
            where  usage.customer_id = closed.customer_id and usage.currency = closed.currency
            and    usage.invoice_id is null
            and    exists (select from invoicing.invoices as own where own.invoice_id = usage.own_invoice_id);

            select usage.usage
            from   invoicing.gathered as usage
            join   unnest(@CustomerIds, @Currencies) as closed (customer_id, currency) using (customer_id, currency)
            where  usage.invoice_id is null
            order  by customer_id, currency, usage.ended_at, usage.usage_id;
            """;

        var keys = new
        {
            CustomerIds = closed.Select(key => key.CustomerId).ToArray(),
            Currencies = closed.Select(key => key.Currency).ToArray(),
        };
        var usages = await connection.QueryAsync<string>(
            new CommandDefinition(sql, keys, cancellationToken: cancellationToken));
        return usages.Select(Read).ToLookup(usage => (usage.CustomerId, usage.Charge.Currency));
    }

    /// <summary>Says of each usage which invoice it is on, in the transaction that issues them.</summary>
    public static Task Issue(
        NpgsqlConnection connection, IReadOnlyList<Invoice> invoices, CancellationToken cancellationToken)
    {
        const string sql = """
            update invoicing.gathered as usage
            set    invoice_id = issued.invoice_id
            from   unnest(@UsageIds, @InvoiceIds) as issued (usage_id, invoice_id)
            where  usage.usage_id = issued.usage_id;
            """;

        List<(Guid UsageId, Guid InvoiceId)> issued =
            [.. invoices.SelectMany(invoice => invoice.Usages, (invoice, usage) => (usage.UsageId, invoice.Id))];
        return connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            UsageIds = issued.Select(one => one.UsageId).ToArray(),
            InvoiceIds = issued.Select(one => one.InvoiceId).ToArray(),
        }, cancellationToken: cancellationToken));
    }

    private static async Task<IReadOnlyList<InvoiceCreated?>> Add(
        NpgsqlDataSource postgres, IssuePlan plan, IReadOnlyList<(UsageRated Usage, Seller Seller)> told,
        DateTime now, CancellationToken cancellationToken)
    {
        List<UsageRated> group = [.. told.Select(one => one.Usage)];
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var added = await Insert(connection, group, now, cancellationToken);
        var isNew = group.Where(usage => added.Contains(usage.UsageId)).DistinctBy(usage => usage.UsageId).ToList();
        var sellers = told.DistinctBy(one => one.Usage.CustomerId)
            .ToDictionary(one => one.Usage.CustomerId, one => one.Seller);
        DateTime DueAt(OpenInvoice open) =>
            plan.DueAt(open.Charge, open.Usages, open.OpenedAt, now, sellers[open.CustomerId]);
        if (isNew.Count > 0) await OpenInvoices.Raise(connection, DueAt, isNew, now, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);

        if (group.All(usage => added.Contains(usage.UsageId))) return new InvoiceCreated?[group.Count];
        var issued = await Issued(connection, group, cancellationToken);
        await connection.AwaitStandbys(cancellationToken);
        return [.. group.Select(usage => issued.GetValueOrDefault(usage.UsageId))];
    }

    /// <summary>Inserts in the order of the ids, so that rivals with the same usages wait in one direction.</summary>
    private static async Task<HashSet<Guid>> Insert(
        NpgsqlConnection connection, IReadOnlyList<UsageRated> group, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into invoicing.gathered
                   (usage_id, customer_id, source, session_id, own_invoice_id, charge_minor, currency, ended_at,
                    usage, gathered_at)
            select usage_id, customer_id, source, session_id, own_invoice_id, charge_minor, currency, ended_at,
                   usage::json, @Now
            from   unnest(@UsageIds, @CustomerIds, @Sources, @SessionIds, @OwnIds, @Charges, @Currencies, @Ends,
                          @Usages)
                as told (usage_id, customer_id, source, session_id, own_invoice_id, charge_minor, currency, ended_at,
                         usage)
            -- Invoiced alone before, while the threshold was lower.
            where  not exists (select from invoicing.invoices as own where own.invoice_id = told.own_invoice_id)
            order  by usage_id
            on conflict (usage_id) do nothing
            returning usage_id;
            """;

        var rows = new
        {
            UsageIds = group.Select(usage => usage.UsageId).ToArray(),
            CustomerIds = group.Select(usage => usage.CustomerId).ToArray(),
            Sources = group.Select(usage => usage.Source).ToArray(),
            SessionIds = group.Select(usage => usage.SessionId).ToArray(),
            OwnIds = group.Select(OwnInvoiceId).ToArray(),
            Charges = group.Select(usage => usage.Charge.Minor).ToArray(),
            Currencies = group.Select(usage => usage.Charge.Currency).ToArray(),
            Ends = group.Select(usage => usage.EndedAt).ToArray(),
            Usages = group.Select(usage => JsonSerializer.Serialize(usage, Wire.Json)).ToArray(),
            Now = now,
        };
        return [.. await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, rows, cancellationToken: cancellationToken))];
    }

    private static async Task<Dictionary<Guid, InvoiceCreated>> Issued(
        NpgsqlConnection connection, IReadOnlyList<UsageRated> group, CancellationToken cancellationToken)
    {
        const string sql = """
            select told.usage_id, invoice.document
            from   unnest(@UsageIds, @OwnIds) as told (usage_id, own_invoice_id)
            left join invoicing.gathered as usage on usage.usage_id = told.usage_id
            join   invoicing.invoices as invoice
            -- One that never gathered has an invoice of its own.
            on     invoice.invoice_id = case when usage.usage_id is null then told.own_invoice_id
                                             else usage.invoice_id end;
            """;

        var distinct = group.DistinctBy(usage => usage.UsageId).ToList();
        var asked = new
        {
            UsageIds = distinct.Select(usage => usage.UsageId).ToArray(),
            OwnIds = distinct.Select(OwnInvoiceId).ToArray(),
        };
        var rows = await connection.QueryAsync<(Guid UsageId, string Document)>(
            new CommandDefinition(sql, asked, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.UsageId, row => InvoiceRow.Read(row.Document));
    }

    private static UsageRated Read(string usage) =>
        JsonSerializer.Deserialize<UsageRated>(usage, Wire.Json)
        ?? throw new FormatException("A usage in invoicing.gathered is null; restore it from rating.usages.");

    private static Guid OwnInvoiceId(UsageRated usage) => new SessionKey(usage.Source, usage.SessionId).InvoiceId;
}
