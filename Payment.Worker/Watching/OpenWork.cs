using Charging.Payments.Collecting;

namespace Charging.Payments.Watching;

/// <summary>
/// What has not come to its end, counted over the tables of all rooms. Every look goes by an index of what is open, and
/// none of them by a column that a payment on its way would have to tell an index about.
/// </summary>
internal sealed class OpenWork(NpgsqlDataSource postgres, Attempts attempts)
{
    /// <summary>By state, how many payments are open and when the oldest of them began.</summary>
    public async Task<IReadOnlyList<(string State, long Payments, DateTime Oldest)>> Payments(
        CancellationToken cancellationToken)
    {
        // Who waits has an alarm, who is at the gateway an attempt, whose money went back a dispute.
        const string sql = """
            with open (invoice_id) as (
                select invoice_id from payment.schedule
                union
                select invoice_id from payment.attempts where status in ('started', 'pending', 'unknown')
                union
                select invoice_id from payment.disputes where status <> 'won'
            )
            select state, count(1), min(created_at)
            from   open
            join   payment.payments using (invoice_id)
            where  state not in ('Captured', 'Abandoned')
            group  by state
            """;

        return [.. await Glance<(string, long, DateTime)>(sql, cancellationToken)];
    }

    /// <summary>When the oldest attempt was started that the gateway has not answered; null if there is none.</summary>
    public Task<DateTime?> OldestUnanswered(CancellationToken cancellationToken) =>
        attempts.OldestUnanswered(cancellationToken);

    /// <summary>Mails that were put off, and those that are undeliverable.</summary>
    public async Task<(long PutOff, long Undeliverable)> Receipts(CancellationToken cancellationToken)
    {
        const string sql = """
            select (select count(1) from payment.receipts where due_at is not null),
                   -- What the server refused has its answer; that, and not the status, is what the index is of.
                   (select count(1) from payment.receipts
                    where  answer is not null and due_at is null and status = 'undeliverable')
            """;

        return (await Glance<(long, long)>(sql, cancellationToken)).Single();
    }

    /// <summary>Refunds that wait for the gateway, and those that a person has to decide.</summary>
    public async Task<(long Waiting, long ToBeDecided)> Refunds(CancellationToken cancellationToken)
    {
        const string sql = """
            select (select count(1) from payment.refunds where due_at is not null),
                   (select count(1) from payment.refunds
                    where  due_at is null and status in ('asked', 'pending', 'unknown'))
            """;

        return (await Glance<(long, long)>(sql, cancellationToken)).Single();
    }

    /// <summary>Credit notes that are not settled.</summary>
    public async Task<long> Credits(CancellationToken cancellationToken)
    {
        // One that is not settled is due at some time.
        const string sql = "select count(1) from payment.credits where due_at is not null and settled_at is null";

        return (await Glance<long>(sql, cancellationToken)).Single();
    }

    private async Task<IEnumerable<T>> Glance<T>(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QueryAsync<T>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }
}
