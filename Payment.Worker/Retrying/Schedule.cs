using System.Diagnostics;
using Charging.Contracts;
using Dapper;
using Npgsql;

namespace Charging.Payments;

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

        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var due = await connection.QueryAsync<DueAlarm>(
            new CommandDefinition(sql, new { now, remindAfter, LargestRound }, cancellationToken: cancellationToken));
        return due.AsList();
    }

    /// <summary>Sets the alarm of each payment that waits now and clears it for those that do not.</summary>
    public static async Task Set(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<PaymentState> payments,
        CancellationToken cancellationToken)
    {
        const string set = """
            insert into payment.schedule (invoice_id, due_at, kind, attempt_no, times_sent, trace_parent)
            select invoice_id, due_at, kind, attempt_no, 0, trace_parent
            from   unnest(@Ids, @DueAts, @Kinds, @AttemptNos, @TraceParents)
                   as given (invoice_id, due_at, kind, attempt_no, trace_parent)
            on conflict (invoice_id) do update
            set    due_at = excluded.due_at, kind = excluded.kind, attempt_no = excluded.attempt_no, times_sent = 0,
                   trace_parent = excluded.trace_parent
            """;
        const string clear = "delete from payment.schedule where invoice_id = any(@ids)";

        var waiting = payments.Where(payment => payment.Next?.Alarm is not null).ToList();
        if (waiting.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(set, new
            {
                Ids = waiting.Select(payment => payment.CorrelationId).ToArray(),
                DueAts = waiting.Select(payment => payment.Next!.Alarm!.DueAt).ToArray(),
                Kinds = waiting.Select(payment => Words.Of(payment.Next!.Alarm!.Kind)).ToArray(),
                AttemptNos = waiting.Select(payment => payment.AttemptNo).ToArray(),
                TraceParents = waiting.Select(payment => payment.TraceParent).ToArray(),
            }, transaction, cancellationToken: cancellationToken));
        }

        // A payment that is new has never had one.
        var ids = payments.Where(payment => payment.Next?.Alarm is null && payment.NewInvoice is null)
            .Select(payment => payment.CorrelationId).ToArray();
        if (ids.Length > 0)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(clear, new { ids }, transaction, cancellationToken: cancellationToken));
        }
    }
}

/// <summary>An alarm that was taken; its trace is the one in which the payment began to wait.</summary>
internal sealed record DueAlarm(Guid InvoiceId, AlarmKind Kind, int AttemptNo, string? TraceParent)
{
    public ActivityContext Parent =>
        ActivityContext.TryParse(TraceParent, null, isRemote: true, out var parent) ? parent : default;
}
