namespace Charging.Load.Floor;

/// <summary>
/// The hops of the chain with nothing of it: a price, an invoice number and a payment that are made up, and the rows
/// that no chain can do without, one commit for all that came together.
/// </summary>
internal sealed class BareStage(BareQueue queue, NpgsqlDataSource postgres)
{
    public const string Tables = """
        create table usages (
            session_id uuid primary key, customer_id int not null, seconds int not null,
            amount numeric(18, 4) not null, currency char(3) not null, rated_at timestamptz not null);
        create table invoices (
            invoice_id uuid primary key, session_id uuid not null unique, number bigint not null,
            customer_id int not null, net numeric(18, 2), tax numeric(18, 2), total numeric(18, 2),
            created_at timestamptz not null, lines jsonb);
        create table payments (
            invoice_id uuid primary key, state text not null, attempts int not null, gateway_reference text,
            amount numeric(18, 2), updated_at timestamptz not null);
        create table receipts (invoice_id uuid primary key, sent_at timestamptz not null);
        """;

    private const decimal TaxRate = 0.21m;

    private long lastNumber;

    /// <summary>Works until the process is ended.</summary>
    public Task Run(string name) => name switch
    {
        BareQueue.Rating => queue.Consume<BareSession>(BareQueue.Rating, Rate),
        BareQueue.Invoicing => queue.Consume<BareUsage>(BareQueue.Invoicing, Invoice),
        BareQueue.Payment => Task.WhenAll(
            queue.Consume<BareInvoice>(BareQueue.Payment, Capture),
            queue.Consume<BarePayment>(BareQueue.Receipt, Receipt)),
        _ => throw new ArgumentException($"There is no stage '{name}'.", nameof(name)),
    };

    private async Task Rate(IReadOnlyList<BareSession> sessions)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        List<BareUsage> usages = [.. sessions.Select(session => new BareUsage(
            session.SessionId, session.CustomerId, (int)(session.EndedAt - session.StartedAt).TotalSeconds,
            Math.Ceiling((decimal)(session.EndedAt - session.StartedAt).TotalMinutes) * 0.05m * session.Legs, "EUR",
            now))];
        await Write(
            """
            insert into usages (session_id, customer_id, seconds, amount, currency, rated_at)
            select session_id, customer_id, seconds, amount, currency, @now
            from   unnest(@ids, @customers, @seconds, @amounts, @currencies)
                   as rated (session_id, customer_id, seconds, amount, currency)
            on conflict do nothing
            """,
            new
            {
                ids = usages.Select(usage => usage.SessionId).ToArray(),
                customers = usages.Select(usage => usage.CustomerId).ToArray(),
                seconds = usages.Select(usage => usage.Seconds).ToArray(),
                amounts = usages.Select(usage => usage.Amount).ToArray(),
                currencies = usages.Select(usage => usage.Currency).ToArray(),
                now,
            });
        await queue.Publish(BareQueue.Invoicing, usages);
    }

    private async Task Invoice(IReadOnlyList<BareUsage> usages)
    {
        List<BareInvoice> invoices = [.. usages.Select(usage => new BareInvoice(
            Guid.CreateVersion7(), usage.SessionId, ++lastNumber, usage.CustomerId, usage.Amount,
            usage.Amount * TaxRate, usage.Amount * (1 + TaxRate), usage.Currency))];
        await Write(
            """
            insert into invoices (invoice_id, session_id, number, customer_id, net, tax, total, lines, created_at)
            select invoice_id, session_id, number, customer_id, net, tax, total,
                   '[{"name": "Conference call", "quantity": 12}]'::jsonb, @now
            from   unnest(@ids, @sessions, @numbers, @customers, @nets, @taxes, @totals)
                   as issued (invoice_id, session_id, number, customer_id, net, tax, total)
            on conflict do nothing
            """,
            new
            {
                ids = invoices.Select(invoice => invoice.InvoiceId).ToArray(),
                sessions = invoices.Select(invoice => invoice.SessionId).ToArray(),
                numbers = invoices.Select(invoice => invoice.Number).ToArray(),
                customers = invoices.Select(invoice => invoice.CustomerId).ToArray(),
                nets = invoices.Select(invoice => invoice.Net).ToArray(),
                taxes = invoices.Select(invoice => invoice.Tax).ToArray(),
                totals = invoices.Select(invoice => invoice.Total).ToArray(),
                now = TimeProvider.System.GetUtcNow().UtcDateTime,
            });
        await queue.Publish(BareQueue.Payment, invoices);
    }

    /// <summary>One commit before the money would move, and one after it, as every chain needs them.</summary>
    private async Task Capture(IReadOnlyList<BareInvoice> invoices)
    {
        List<BarePayment> payments = [.. invoices.Select(invoice => new BarePayment(
            invoice.InvoiceId, invoice.Total, invoice.Currency, $"ch_{invoice.InvoiceId:n}"))];
        var ids = payments.Select(payment => payment.InvoiceId).ToArray();
        await Write(
            """
            insert into payments (invoice_id, state, attempts, gateway_reference, amount, updated_at)
            select invoice_id, 'capturing', 1, reference, amount, @now
            from   unnest(@ids, @references, @amounts) as begun (invoice_id, reference, amount)
            on conflict do nothing
            """,
            new
            {
                ids,
                references = payments.Select(payment => payment.GatewayReference).ToArray(),
                amounts = payments.Select(payment => payment.Amount).ToArray(),
                now = TimeProvider.System.GetUtcNow().UtcDateTime,
            });
        await Write(
            "update payments set state = 'captured', updated_at = @now where invoice_id = any(@ids)",
            new { ids, now = TimeProvider.System.GetUtcNow().UtcDateTime });
        await queue.Publish(BareQueue.Receipt, payments);
    }

    private Task Receipt(IReadOnlyList<BarePayment> payments) => Write(
        "insert into receipts (invoice_id, sent_at) select unnest(@ids), @now on conflict do nothing",
        new
        {
            ids = payments.Select(payment => payment.InvoiceId).ToArray(),
            now = TimeProvider.System.GetUtcNow().UtcDateTime,
        });

    private async Task Write(string sql, object rows)
    {
        await using var connection = await postgres.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, rows);
    }
}
