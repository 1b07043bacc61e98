namespace Charging.Payments.CheckingOut;

/// <summary>
/// The table payment.checkouts. One is added, and closed, while its payment's row is held, whose checkout_no says that
/// one is open: by that the database lets no attempt begin beside it.
/// </summary>
internal sealed class Checkouts(NpgsqlDataSource postgres)
{
    private const string Columns =
        "invoice_id, checkout_no, amount_minor, currency, credited_minor, keeps_method, reference, url, status, " +
        "opened_at, open_until, closed_at";

    /// <summary>The last of the invoice; null if there was none.</summary>
    public async Task<Checkout?> Last(Guid invoiceId, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        return await Last(connection, null, invoiceId, cancellationToken);
    }

    public static Task<Checkout?> Last(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid invoiceId,
        CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {Columns}
            from   payment.checkouts
            where  invoice_id = @invoiceId
            order  by checkout_no desc
            limit  1
            """;

        return connection.QuerySingleOrDefaultAsync<Checkout>(
            new CommandDefinition(sql, new { invoiceId }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>Keeps it before the gateway is asked for it.</summary>
    public static Task<int> Add(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Checkout checkout, DateTime dueAt,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.checkouts
                   (invoice_id, checkout_no, amount_minor, currency, credited_minor, keeps_method, status, opened_at,
                    open_until, due_at)
            values (@InvoiceId, @CheckoutNo, @AmountMinor, @Currency, @CreditedMinor, @KeepsMethod, 'started',
                    @OpenedAt, @OpenUntil, @dueAt)
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql,
            new
            {
                checkout.InvoiceId, checkout.CheckoutNo, checkout.AmountMinor, checkout.Currency,
                checkout.CreditedMinor, checkout.KeepsMethod, checkout.OpenedAt, checkout.OpenUntil, dueAt,
            },
            transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Keeps its address; false if it was closed meanwhile, and then nobody may be sent there.
    /// </summary>
    public async Task<bool> Open(Checkout checkout, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.checkouts
            set    status = 'open', reference = @Reference, url = @Url
            where  invoice_id = @InvoiceId and checkout_no = @CheckoutNo and status = 'started'
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            sql, new { checkout.InvoiceId, checkout.CheckoutNo, checkout.Reference, checkout.Url },
            cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>
    /// Ends it as paid or closed; false if somebody else has done so. One that was paid stays due until its payment is
    /// seen to be captured.
    /// </summary>
    public static async Task<bool> Close(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Checkout checkout, bool isPaid, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.checkouts
            set    status = case when @isPaid then 'paid' else 'closed' end, closed_at = @now,
                   due_at = case when @isPaid then @now + interval '2 seconds' end
            where  invoice_id = @InvoiceId and checkout_no = @CheckoutNo
            -- What the gateway took after we had closed it is paid all the same.
            and    (status in ('started', 'open') or (@isPaid and status = 'closed'))
            """;

        return await connection.ExecuteAsync(new CommandDefinition(
            sql, new { checkout.InvoiceId, checkout.CheckoutNo, isPaid, now }, transaction,
            cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Its payment knows of it, and nobody needs to look any more.</summary>
    public async Task Leave(Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.checkouts set due_at = null
            where  invoice_id = @invoiceId and due_at is not null and closed_at is not null
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId }, cancellationToken: cancellationToken));
    }

    /// <summary>The one that is open is looked at now, whatever its turn.</summary>
    public async Task Wake(Guid invoiceId, DateTime now, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await Wake(connection, null, invoiceId, now, cancellationToken);
    }

    /// <summary>The same in a transaction that is open.</summary>
    public static Task<int> Wake(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.checkouts set due_at = @now
            where  invoice_id = @invoiceId and closed_at is null
            -- Who comes back often makes it no sooner.
            and    due_at > @now
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId, now }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Takes those that are to be looked at, and puts each off: by a minute, or until it has had its time. Rounds of
    /// several instances take different ones.
    /// </summary>
    public async Task<IReadOnlyList<DueCheckout>> TakeDue(
        DateTime now, TimeSpan again, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select invoice_id, checkout_no
                from   payment.checkouts
                where  due_at <= @now
                order  by due_at
                limit  @most
                for    update skip locked
            )
            update payment.checkouts as checkout
            set    due_at = case when checkout.open_until > @now then least(@now + @again, checkout.open_until)
                                 else @now + @again end
            from   due
            where  checkout.invoice_id = due.invoice_id and checkout.checkout_no = due.checkout_no
            returning checkout.invoice_id, checkout.checkout_no
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<DueCheckout>(
            new CommandDefinition(sql, new { now, again, most }, cancellationToken: cancellationToken))).AsList();
    }
}

/// <summary>One that somebody looks at now.</summary>
internal readonly record struct DueCheckout(Guid InvoiceId, int CheckoutNo);
