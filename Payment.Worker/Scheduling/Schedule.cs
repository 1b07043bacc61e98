using Charging.Contracts;
using Charging.Payments.Collecting;
using Charging.ServiceDefaults;
using Dapper;
using Npgsql;

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
            where  invoice_id = @invoiceId and kind in ('retry', 'customer')
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId, now }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>Sets the alarm of each payment that waits now and clears it for those that do not.</summary>
    public static async Task Set(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<PaymentState> payments,
        CancellationToken cancellationToken)
    {
        const string clear = "delete from payment.schedule where invoice_id = any(@ids)";

        var waiting = payments.Where(payment => payment.Next?.Alarm is not null).ToList();
        if (waiting.Count > 0) await SetAll(connection, transaction, waiting, cancellationToken);

        // A payment that is new has never had one.
        var ids = payments.Where(payment => payment.Next?.Alarm is null && payment.NewInvoice is null)
            .Select(payment => payment.CorrelationId).ToArray();
        if (ids.Length > 0)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(clear, new { ids }, transaction, cancellationToken: cancellationToken));
        }
    }

    private static async Task SetAll(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<PaymentState> waiting,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.schedule (invoice_id, due_at, kind, attempt_no, times_sent, trace_parent, customer_id)
            select invoice_id, due_at, kind, attempt_no, 0, trace_parent, customer_id
            from   unnest(@Ids, @DueAts, @Kinds, @AttemptNos, @TraceParents, @CustomerIds)
                   as given (invoice_id, due_at, kind, attempt_no, trace_parent, customer_id)
            on conflict (invoice_id) do update
            set    due_at = excluded.due_at, kind = excluded.kind, attempt_no = excluded.attempt_no, times_sent = 0,
                   trace_parent = excluded.trace_parent, customer_id = excluded.customer_id
            """;

        var changed = await ChangedMeanwhile(connection, transaction, waiting, cancellationToken);
        var alarms = waiting.ConvertAll(payment => payment.Next!.Alarm!);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            Ids = waiting.Select(payment => payment.CorrelationId).ToArray(),
            DueAts = waiting.Zip(alarms, (payment, alarm) =>
                changed.Contains(payment) ? payment.CreatedAt : alarm.DueAt).ToArray(),
            Kinds = alarms.Select(alarm => Words.Of(alarm.Kind)).ToArray(),
            AttemptNos = waiting.Select(payment => payment.AttemptNo).ToArray(),
            TraceParents = waiting.Select(payment => payment.TraceParent).ToArray(),
            CustomerIds = waiting.Zip(alarms, (payment, alarm) =>
                alarm.Kind == AlarmKind.Customer ? payment.CustomerId : null).ToArray(),
        }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Those who began to wait for a customer whose data changed since they were read; they are due at once.
    /// </summary>
    private static async Task<IReadOnlySet<PaymentState>> ChangedMeanwhile(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<PaymentState> waiting,
        CancellationToken cancellationToken)
    {
        var forCustomers = waiting.Where(payment => payment.Next!.Alarm!.Kind == AlarmKind.Customer).ToList();
        if (forCustomers.Count == 0) return new HashSet<PaymentState>();

        var versions = await Customers.Customers.Hold(
            connection, transaction, [.. forCustomers.Select(payment => payment.CustomerId)], cancellationToken);
        return forCustomers
            .Where(payment => versions.GetValueOrDefault(payment.CustomerId) > payment.CustomerVersion).ToHashSet();
    }
}
