namespace Charging.Payments.Announcing;

/// <summary>
/// The table payment.notices: a notice is added with the move of its payment, which waits for it from then on, and its
/// mail is owed until it has left. What was told is never changed.
/// </summary>
internal sealed class Notices(NpgsqlDataSource postgres)
{
    private const string Columns =
        "invoice_id, notice_no, method_token, method_brand, last_four, mandate_reference, creditor_id, days, " +
        "time_zone, draw_on, draw_at, made_at, sent_at, mail_due_at";

    /// <summary>All of the invoice in order, and safe: who draws by one may.</summary>
    public async Task<IReadOnlyList<Notice>> Of(Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {Columns}
            from   payment.notices
            where  invoice_id = @invoiceId
            order  by notice_no
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var notices = (await connection.QueryAsync<Notice>(
            new CommandDefinition(sql, new { invoiceId }, cancellationToken: cancellationToken))).AsList();
        if (notices.Count > 0) await connection.AwaitStandbys(cancellationToken);
        return notices;
    }

    /// <summary>
    /// Takes notices whose mail is due, the longest due first, and puts each off until <paramref name="lease"/>. Rounds
    /// of several instances take different ones.
    /// </summary>
    public async Task<IReadOnlyList<Notice>> TakeDue(
        DateTime now, DateTime lease, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select invoice_id, notice_no
                from   payment.notices
                where  mail_due_at <= @now
                order  by mail_due_at
                limit  @most
                for    update skip locked
            )
            update payment.notices as notice
            set    mail_due_at = @lease
            from   due
            where  (notice.invoice_id, notice.notice_no) = (due.invoice_id, due.notice_no)
            returning notice.invoice_id, notice.notice_no, method_token, method_brand, last_four, mandate_reference,
                      creditor_id, days, time_zone, draw_on, draw_at, made_at, sent_at, mail_due_at
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<Notice>(new CommandDefinition(
            sql, new { now, lease, most }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Its mail has left.</summary>
    public Task Sent(Notice notice, DateTime at, CancellationToken cancellationToken) =>
        Move(notice, at, null, cancellationToken);

    /// <summary>Its mail is looked after again at that time; never where it is null.</summary>
    public Task PutOff(Notice notice, DateTime? until, CancellationToken cancellationToken) =>
        Move(notice, null, until, cancellationToken);

    /// <summary>Another takes its place, which has never left, or too late.</summary>
    public async Task Replace(Notice notice, Notice by, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Add(connection, transaction, [by], cancellationToken);
        await Move(connection, transaction, notice, null, null, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Adds those that are new, each once. One that is there and has not been told is owed again, if nobody owes it.
    /// </summary>
    public static async Task Add(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<Notice> notices,
        CancellationToken cancellationToken)
    {
        const string sql = $"""
            insert into payment.notices ({Columns})
            values (@InvoiceId, @NoticeNo, @MethodToken, @MethodBrand, @LastFour, @MandateReference, @CreditorId, @Days,
                    @TimeZone, @DrawOn, @DrawAt, @MadeAt, null, @MailDueAt)
            on conflict (invoice_id, notice_no) do update
            set    mail_due_at = excluded.mail_due_at
            where  payment.notices.sent_at is null and payment.notices.mail_due_at is null
            """;

        foreach (var notice in notices)
            await connection.ExecuteAsync(
                new CommandDefinition(sql, notice, transaction, cancellationToken: cancellationToken));
    }

    private async Task Move(
        Notice notice, DateTime? sentAt, DateTime? mailDueAt, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await Move(connection, null, notice, sentAt, mailDueAt, cancellationToken);
    }

    private static Task<int> Move(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Notice notice, DateTime? sentAt,
        DateTime? mailDueAt, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.notices
            set    sent_at = @sentAt, mail_due_at = @mailDueAt
            where  invoice_id = @InvoiceId and notice_no = @NoticeNo
            -- What was told stays told, by whoever was first.
            and    sent_at is null
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { notice.InvoiceId, notice.NoticeNo, sentAt, mailDueAt }, transaction,
            cancellationToken: cancellationToken));
    }
}
