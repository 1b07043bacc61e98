using Charging.ServiceDefaults.Waiting;
using Npgsql;

namespace Charging.ServiceDefaults.Storage;

/// <summary>
/// Rows that wait to be published, where no message would come again after a crash and have it done: a command or a
/// round has stored them, or their time has come. Some are taken, each is published, and then they are marked. What was
/// taken and not marked, for whatever reason, is taken again and goes out under the same message id. A table brings the
/// SQL that takes and marks, and what its row is as a message.
/// </summary>
public static class Outbox
{
    /// <summary>Publishes what is due, until less of it is left than is taken at once.</summary>
    /// <param name="most">How much is taken at once.</param>
    /// <param name="limit">How long that may take: longer, and another instance may take the same.</param>
    /// <param name="take">
    /// Takes at most so many, each put off by the same statement, so that other instances take different ones.
    /// </param>
    /// <param name="publish">Publishes one.</param>
    /// <param name="mark">Says of those that they are published; null where whoever hears of one does.</param>
    /// <param name="sayMany">Hears that it was as much as could be taken, and that more is due.</param>
    /// <param name="stop">Ends it.</param>
    public static Task Drain<TRow>(
        int most,
        TimeSpan limit,
        Func<CancellationToken, Task<IReadOnlyList<TRow>>> take,
        Func<TRow, CancellationToken, Task> publish,
        Func<IReadOnlyList<TRow>, CancellationToken, Task>? mark,
        Action<int> sayMany,
        CancellationToken stop) => Rounds.Drain(
            most, limit, within => PublishSome(take, row => publish(row, within), mark, within), sayMany, stop);

    /// <summary>Takes some, publishes them all at once, and marks them; returns how many.</summary>
    public static async Task<int> PublishSome<TRow>(
        Func<CancellationToken, Task<IReadOnlyList<TRow>>> take,
        Func<TRow, Task> publish,
        Func<IReadOnlyList<TRow>, CancellationToken, Task>? mark,
        CancellationToken stop)
    {
        var rows = await take(stop);
        if (rows.Count == 0) return 0;

        await Task.WhenAll(rows.Select(publish));
        if (mark is not null) await mark(rows, stop);
        return rows.Count;
    }

    /// <summary>
    /// The same of a table that cannot put a row off: those that are taken are locked until they are marked, and others
    /// skip them. To be done before the database ends the transaction for being idle.
    /// </summary>
    public static async Task<int> PublishLocked<TRow>(
        this NpgsqlDataSource postgres,
        Func<NpgsqlConnection, Task<IReadOnlyList<TRow>>> take,
        Func<TRow, Task> publish,
        Func<NpgsqlConnection, IReadOnlyList<TRow>, Task> mark,
        CancellationToken stop)
    {
        await using var connection = await postgres.Connect(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var published = await PublishSome(TakeSafe, publish, (rows, _) => mark(connection, rows), stop);
        if (published > 0) await transaction.CommitAsync(CancellationToken.None);
        return published;

        // Not by the commit of this transaction, which comes after what it has seen is published.
        async Task<IReadOnlyList<TRow>> TakeSafe(CancellationToken cancellationToken)
        {
            var rows = await take(connection);
            if (rows.Count > 0) await postgres.AwaitStandbys(cancellationToken);
            return rows;
        }
    }
}
