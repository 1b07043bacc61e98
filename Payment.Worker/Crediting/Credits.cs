namespace Charging.Payments.Crediting;

/// <summary>
/// The table payment.credits: a note is kept once, counted by its payment once that is there, and settled once. All of
/// it happens while the payment's row is held by the caller, so that no attempt begins, nothing is given up, and no
/// refund is added beside it by somebody who has not seen it.
/// </summary>
internal sealed class Credits(NpgsqlDataSource postgres)
{
    /// <summary>Keeps the note unless it is kept.</summary>
    public static Task<int> AddOnce(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Credit credit, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.credits
                   (credit_note_id, credit_note_number, invoice_id, payable_minor, currency, reason, document, kept_at,
                    due_at)
            values (@CreditNoteId, @CreditNoteNumber, @InvoiceId, @PayableMinor, @Currency, @Reason, @Document::json,
                    @KeptAt, @DueAt)
            on conflict (credit_note_id) do nothing
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, credit, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>Nobody needs to look at it any more: it is settled, and its mail, if it has one, is ordered.</summary>
    public async Task Close(Credit credit, CancellationToken cancellationToken)
    {
        // Not if its payment was reinstated meanwhile: then it is settled anew.
        const string sql = """
            update payment.credits set due_at = null where credit_note_id = @CreditNoteId and settled_at is not null
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(
            new CommandDefinition(sql, new { credit.CreditNoteId }, cancellationToken: cancellationToken));
    }

    /// <summary>All of the invoice, in the order in which they were kept.</summary>
    public async Task<IReadOnlyList<Credit>> Of(Guid invoiceId, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        return await Read(connection, null, invoiceId, cancellationToken);
    }

    /// <summary>
    /// Takes the notes that are due and puts each off until <paramref name="again"/>. Rounds of several instances take
    /// different ones.
    /// </summary>
    public async Task<IReadOnlyList<CreditDue>> TakeDue(
        DateTime now, DateTime again, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select credit_note_id
                from   payment.credits
                where  due_at <= @now
                order  by due_at
                limit  @most
                for    update skip locked
            )
            update payment.credits as credit
            set    due_at = @again
            from   due
            where  credit.credit_note_id = due.credit_note_id
            returning credit.credit_note_id, credit.invoice_id
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<CreditDue>(
            new CommandDefinition(sql, new { now, again, most }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>How many are not settled.</summary>
    public async Task<long> CountWaiting(CancellationToken cancellationToken)
    {
        // One that is not settled is due at some time, and of that there is an index.
        const string sql = "select count(1) from payment.credits where due_at is not null and settled_at is null";

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }

    /// <summary>Counts what is kept of the invoice and was not counted yet; returns those notes.</summary>
    public static async Task<IReadOnlyList<CreditNoteIssued>> Count(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.credits
            set    counted_at = @now
            where  invoice_id = @invoiceId and counted_at is null
            returning document
            """;

        var documents = await connection.QueryAsync<string>(
            new CommandDefinition(sql, new { invoiceId, now }, transaction, cancellationToken: cancellationToken));
        return [.. documents.Select(Credit.Read)];
    }

    /// <summary>
    /// The payment, whose row is held, is paid again: what gave no money back because it was not is settled anew.
    /// </summary>
    public static Task<int> Reopen(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.credits
            set    settled_at = null, credit_no = null, outcome = null, due_at = @now
            where  invoice_id = @invoiceId
            -- The other outcomes gave the money back, or found it given back: paid again or not, that stands.
            and    outcome in ('notOwed', 'neverDrawn')
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId, now }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>What became of a note.</summary>
    public static Task<int> Settle(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Credit credit, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.credits
            set    settled_at = @SettledAt, credit_no = @CreditNo, outcome = @Outcome, refund_id = @RefundId
            where  credit_note_id = @CreditNoteId
            """;

        return connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            credit.SettledAt, credit.CreditNo, Outcome = Words.Of(credit.Outcome!.Value), credit.RefundId,
            credit.CreditNoteId,
        }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Settles, with the capture that was so much less, the notes that had been counted when its attempt began: from
    /// then on nobody, of whatever release, gives them back.
    /// </summary>
    public static Task<int> SettleUndrawn(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, long minor, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            with counted as (
                select credit_note_id, row_number() over earlier as place, sum(payable_minor) over earlier as so_far
                from   payment.credits
                where  invoice_id = @invoiceId and counted_at is not null
                window earlier as (order by counted_at, kept_at, credit_note_number)
            )
            update payment.credits as credit
            set    settled_at = @now, outcome = 'neverDrawn', credit_no = counted.place, due_at = null
            from   counted
            where  credit.credit_note_id = counted.credit_note_id
            -- What was counted after that was drawn, and goes back.
            and    counted.so_far <= @minor
            and    credit.settled_at is null
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { invoiceId, minor, now }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>All of the invoice, in the order in which they were kept.</summary>
    public static async Task<IReadOnlyList<Credit>> Read(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid invoiceId,
        CancellationToken cancellationToken)
    {
        const string sql = """
            select credit.credit_note_id, credit.credit_note_number, credit.invoice_id, credit.payable_minor,
                   credit.currency, credit.reason, credit.document, credit.kept_at, credit.counted_at,
                   credit.settled_at, credit.credit_no, credit.outcome, credit.refund_id, credit.due_at,
                   refund.status as refund_status
            from   payment.credits as credit
            left   join payment.refunds as refund using (refund_id)
            where  credit.invoice_id = @invoiceId
            order  by credit.kept_at, credit.credit_note_number
            """;

        return (await connection.QueryAsync<Credit>(
            new CommandDefinition(sql, new { invoiceId }, transaction, cancellationToken: cancellationToken))).AsList();
    }
}

/// <summary>A note that somebody looks at now.</summary>
internal readonly record struct CreditDue(Guid CreditNoteId, Guid InvoiceId);
