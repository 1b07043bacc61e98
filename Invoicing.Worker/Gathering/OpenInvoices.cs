using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;

namespace Charging.Invoicing.Gathering;

/// <summary>
/// The open invoices, one per customer and currency. One is issued in one transaction that locks it, takes the number,
/// stores the invoice and what is to be told, and says of each usage which invoice it is on.
/// </summary>
internal sealed class OpenInvoices(NpgsqlDataSource postgres, VatRates rates, TimeProvider clock)
{
    /// <summary>The most open invoices in one transaction; some hundred lines each at the most.</summary>
    public const int LargestRound = 100;

    private readonly GroupCommit<Due, StoredInvoice?> issues =
        new((group, stop) => Issue(postgres, rates, group, clock.GetUtcNow().UtcDateTime, stop));

    /// <summary>Issues the open invoice; null if it is not due any more, or a rival is at it.</summary>
    /// <exception cref="RateMissingException">No rate converts its tax yet.</exception>
    public Task<StoredInvoice?> Issue(
        OpenInvoice open, BillingProfile billing, Seller seller, Exchange? exchange,
        CancellationToken cancellationToken) =>
        issues.Add(new Due(open.CustomerId, open.Currency, billing, seller, exchange), cancellationToken);

    /// <summary>Puts it off, and keeps why; since when it waits stays as it was said first.</summary>
    public async Task Await(
        OpenInvoice open, string awaits, DateTime until, CancellationToken cancellationToken)
    {
        const string sql = """
            update invoicing.open_invoices
            set    due_at = @until, awaits = @awaits, awaits_since = coalesce(awaits_since, @Now)
            where  customer_id = @CustomerId and currency = @Currency;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { open.CustomerId, open.Currency, awaits, until, Now = clock.GetUtcNow().UtcDateTime },
            cancellationToken: cancellationToken));
    }

    /// <summary>Those that wait are tried now: a rate has come.</summary>
    public async Task Hasten(CancellationToken cancellationToken)
    {
        const string sql = """
            update invoicing.open_invoices
            set    due_at = @Now
            where  awaits is not null and due_at > @Now;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { Now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>Those that are due, the longest first.</summary>
    public async Task<IReadOnlyList<OpenInvoice>> FindDue(CancellationToken cancellationToken)
    {
        const string sql = """
            select customer_id, currency, charge_minor, usages, opened_at, due_at
            from   invoicing.open_invoices
            where  due_at <= @Now
            order  by due_at
            limit  @LargestRound;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<OpenInvoice>(new CommandDefinition(
            sql, new { Now = clock.GetUtcNow().UtcDateTime, LargestRound }, cancellationToken: cancellationToken))];
    }

    /// <summary>All, or one customer's.</summary>
    public async Task<IReadOnlyList<OpenInvoice>> List(string? customerId, CancellationToken cancellationToken)
    {
        const string sql = """
            select customer_id, currency, charge_minor, usages, opened_at, due_at
            from   invoicing.open_invoices
            where  @customerId::text is null or customer_id = @customerId
            order  by due_at, customer_id, currency;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<OpenInvoice>(
            new CommandDefinition(sql, new { customerId }, cancellationToken: cancellationToken))];
    }

    /// <summary>How many usages wait, and what for, by currency.</summary>
    public async Task<IReadOnlyList<(string Currency, long Usages, long Minor)>> Sums(
        CancellationToken cancellationToken)
    {
        const string sql = """
            select currency, sum(usages)::bigint, sum(charge_minor)::bigint
            from   invoicing.open_invoices
            group  by currency;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<(string, long, long)>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken))];
    }

    /// <summary>How many usages are on those that wait for a rate of exchange, by currency.</summary>
    public async Task<IReadOnlyList<(string Currency, long Usages)>> CountAwaiting(CancellationToken cancellationToken)
    {
        const string sql = """
            select currency, sum(usages)::bigint
            from   invoicing.open_invoices
            where  awaits is not null
            group  by currency;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<(string, long)>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken))];
    }

    /// <summary>Makes the customer's open invoices due at that moment; how many there are.</summary>
    public async Task<int> SetDue(
        string customerId, string? currency, DateTime dueAt, CancellationToken cancellationToken)
    {
        const string sql = """
            update invoicing.open_invoices
            set    due_at = @dueAt
            where  customer_id = @customerId and (@currency::text is null or currency = @currency);
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var row = new { customerId, currency, dueAt };
        var due = await connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancellationToken));
        if (due > 0) await Deed.Record(connection, customerId, null, new { due, dueAt }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return due;
    }

    /// <summary>Adds usages that were kept just now, in the transaction that keeps them, and says when due.</summary>
    public static async Task Raise(
        NpgsqlConnection connection, Func<OpenInvoice, DateTime> dueAt, IReadOnlyList<UsageRated> usages, DateTime now,
        CancellationToken cancellationToken)
    {
        // In the order of the keys, so that rivals wait for each other in one direction only.
        const string raise = """
            insert into invoicing.open_invoices as kept
                   (customer_id, currency, charge_minor, usages, opened_at, due_at)
            select customer_id, currency, charge_minor, usages, @now, due_at
            from   unnest(@CustomerIds, @Currencies, @Charges, @Counts, @DueAts)
                as added (customer_id, currency, charge_minor, usages, due_at)
            order  by customer_id, currency
            on conflict (customer_id, currency) do update
            set    charge_minor = kept.charge_minor + excluded.charge_minor, usages = kept.usages + excluded.usages
            returning customer_id, currency, charge_minor, usages, opened_at, due_at;
            """;
        const string hasten = """
            update invoicing.open_invoices as open
            set    due_at = sooner.due_at
            from   unnest(@CustomerIds, @Currencies, @DueAts) as sooner (customer_id, currency, due_at)
            where  open.customer_id = sooner.customer_id and open.currency = sooner.currency;
            """;

        OpenInvoice[] added = [.. usages.GroupBy(usage => (usage.CustomerId, usage.Charge.Currency)).Select(same =>
        {
            var charge = same.Select(usage => usage.Charge).Aggregate((sum, one) => sum + one);
            var one = new OpenInvoice(same.Key.CustomerId, same.Key.Currency, charge.Minor, same.Count(), now, now);
            return one with { DueAt = dueAt(one) };
        })];
        var open = await connection.QueryAsync<OpenInvoice>(
            new CommandDefinition(raise, Columns(added, now), cancellationToken: cancellationToken));

        OpenInvoice[] sooner = [.. open
            .Select(one => (Open: one, DueAt: dueAt(one)))
            .Where(one => one.DueAt < one.Open.DueAt)
            .Select(one => one.Open with { DueAt = one.DueAt })];
        if (sooner.Length > 0)
            await connection.ExecuteAsync(
                new CommandDefinition(hasten, Columns(sooner, now), cancellationToken: cancellationToken));
    }

    private static object Columns(OpenInvoice[] rows, DateTime now) => new
    {
        CustomerIds = rows.Select(row => row.CustomerId).ToArray(),
        Currencies = rows.Select(row => row.Currency).ToArray(),
        Charges = rows.Select(row => row.ChargeMinor).ToArray(),
        Counts = rows.Select(row => row.Usages).ToArray(),
        DueAts = rows.Select(row => row.DueAt).ToArray(),
        now,
    };

    private static async Task<IReadOnlyList<StoredInvoice?>> Issue(
        NpgsqlDataSource postgres, VatRates rates, IReadOnlyList<Due> group, DateTime now,
        CancellationToken cancellationToken)
    {
        var due = group.DistinctBy(one => one.Key).ToDictionary(one => one.Key);
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var closed = await Close(connection, due.Keys, now, cancellationToken);
        var usages = await Gathered.Open(connection, closed, cancellationToken);
        List<Invoice> invoices = [.. usages.Select(of => due[of.Key].Over(of, rates, now))];

        // A rival got there first: nothing of this is kept, and what is still open stays due.
        var kept = await Invoices.Add(connection, invoices, cancellationToken);
        if (kept is null || !kept.All(invoice => invoice.IsNew)) return new StoredInvoice?[group.Count];

        await Gathered.Issue(connection, invoices, cancellationToken);
        await Untold.Add(connection, invoices, now, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);

        var issued = kept.ToDictionary(one => (one.Document.CustomerId, one.Document.Total.Currency));
        return [.. group.Select(one => issued.Remove(one.Key, out var invoice) ? invoice : null)];
    }

    /// <summary>Removes those that are due and that no rival is at; who adds to one waits, and opens another.</summary>
    private static async Task<IReadOnlyList<(string CustomerId, string Currency)>> Close(
        NpgsqlConnection connection, ICollection<(string CustomerId, string Currency)> keys, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            delete from invoicing.open_invoices as open
            using  (select customer_id, currency
                    from   invoicing.open_invoices
                    join   unnest(@CustomerIds, @Currencies) as asked (customer_id, currency)
                    using  (customer_id, currency)
                    where  due_at <= @now -- again, since somebody may have issued it and opened another
                    for    update of open_invoices skip locked) as due
            where  open.customer_id = due.customer_id and open.currency = due.currency
            returning open.customer_id, open.currency;
            """;

        var (customers, currencies) = (keys.Select(key => key.CustomerId), keys.Select(key => key.Currency));
        var asked = new { CustomerIds = customers.ToArray(), Currencies = currencies.ToArray(), now };
        return [.. await connection.QueryAsync<(string, string)>(
            new CommandDefinition(sql, asked, cancellationToken: cancellationToken))];
    }

    private sealed record Due(
        string CustomerId, string Currency, BillingProfile Billing, Seller Seller, Exchange? Exchange)
    {
        /// <summary>Each session is taxed by its own day of delivery, and the tax converted by the last.</summary>
        public Invoice Over(IEnumerable<UsageRated> usages, VatRates rates, DateTime now)
        {
            var invoice = Invoice.Over(
                [.. usages.Select(usage => (usage, TaxRule.For(Seller, Billing, usage.Service, usage.EndedOn, rates)))],
                Billing, Seller, now);
            return invoice.Accounted(Exchange)
                ?? throw new RateMissingException(Exchange!.Missing(invoice.DeliveryDate));
        }

        public (string CustomerId, string Currency) Key => (CustomerId, Currency);
    }
}
