namespace Charging.Payments.Scheduling;

/// <summary>
/// The table payment.schedule: one alarm per waiting payment. A payment's own move sets and clears it, in the same
/// transaction; sending only puts it off. So no payment waits without an alarm, and a wake-up that gets lost comes
/// again.
/// </summary>
internal sealed class Schedule(NpgsqlDataSource postgres)
{
    /// <summary>The most wake-ups in one round.</summary>
    public const int LargestRound = 100;

    /// <summary>
    /// Takes the alarms that are due and puts each off: by <paramref name="remindAfter"/> the first time, doubled every
    /// time after, up to a day. Rounds of several instances take different ones.
    /// </summary>
    public async Task<IReadOnlyList<DueAlarm>> TakeDue(
        DateTime now, TimeSpan remindAfter, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select invoice_id
                from   payment.schedule
                where  due_at <= @now
                order  by due_at
                limit  @LargestRound
                for    update skip locked
            )
            update payment.schedule as alarm
            set    due_at = @now + least(@remindAfter * power(2, least(alarm.times_sent, 20)), interval '1 day'),
                   times_sent = alarm.times_sent + 1
            from   due
            where  alarm.invoice_id = due.invoice_id
            returning alarm.invoice_id, alarm.kind, alarm.attempt_no, alarm.trace_parent
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var due = await connection.QueryAsync<DueAlarm>(
            new CommandDefinition(sql, new { now, remindAfter, LargestRound }, cancellationToken: cancellationToken));
        return due.AsList();
    }

    /// <summary>When the payment is woken next; null if it does not wait.</summary>
    public async Task<Alarm?> Find(Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = "select due_at, kind from payment.schedule where invoice_id = @invoiceId";

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Alarm>(
            new CommandDefinition(sql, new { invoiceId }, cancellationToken: cancellationToken));
    }

    /// <summary>What waits for this customer is due at once, in the transaction that keeps their new data.</summary>
    public static async Task WakeFor(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        string customerId,
        DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.schedule
            set    due_at = @now, times_sent = 0
            where  customer_id = @customerId
            """;

        await connection.ExecuteAsync(
            new CommandDefinition(sql, new { customerId, now }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>A payment that waits to be tried is due at once; one whose attempt is open waits for that.</summary>
    public static Task Wake(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.schedule
            set    due_at = @now, times_sent = 0
            where  invoice_id = @invoiceId
            -- One that is looked at has an open attempt, and that has to end first.
            and    kind in ('retry', 'customer')
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId, now }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>Sets these alarms, each instead of the payment's last.</summary>
    public static async Task Set(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<SetAlarm> alarms,
        CancellationToken cancellationToken)
    {
        if (alarms.Count == 0) return;

        const string sql = """
            insert into payment.schedule (invoice_id, due_at, kind, attempt_no, times_sent, trace_parent, customer_id)
            select invoice_id, due_at, kind, attempt_no, 0, trace_parent, customer_id
            from   unnest(@Ids, @DueAts, @Kinds, @AttemptNos, @TraceParents, @CustomerIds)
                   as given (invoice_id, due_at, kind, attempt_no, trace_parent, customer_id)
            on conflict (invoice_id) do update
            set    due_at = excluded.due_at, kind = excluded.kind, attempt_no = excluded.attempt_no, times_sent = 0,
                   trace_parent = excluded.trace_parent, customer_id = excluded.customer_id
            """;

        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            Ids = alarms.Select(alarm => alarm.InvoiceId).ToArray(),
            DueAts = alarms.Select(alarm => alarm.DueAt).ToArray(),
            Kinds = alarms.Select(alarm => Words.Of(alarm.Kind)).ToArray(),
            AttemptNos = alarms.Select(alarm => alarm.AttemptNo).ToArray(),
            TraceParents = alarms.Select(alarm => alarm.TraceParent).ToArray(),
            CustomerIds = alarms.Select(alarm => alarm.CustomerId).ToArray(),
        }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>These payments do not wait any more.</summary>
    public static async Task Clear(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid[] invoiceIds,
        CancellationToken cancellationToken)
    {
        if (invoiceIds.Length == 0) return;

        const string sql = "delete from payment.schedule where invoice_id = any(@invoiceIds)";

        await connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceIds }, transaction, cancellationToken: cancellationToken));
    }
}
