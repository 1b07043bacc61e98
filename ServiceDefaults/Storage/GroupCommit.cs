using System.Threading.Channels;
using Charging.ServiceDefaults.Waiting;
using Npgsql;

namespace Charging.ServiceDefaults.Storage;

/// <summary>
/// Gathers the rows that wait at this moment into one statement and one commit, and gives each caller its own row's
/// result. Consumers stay one message at a time, and still hundreds of them share a commit.
/// </summary>
/// <remarks>
/// If a group fails for a reason that may be one row's (not the database's absence), its rows are written one by one,
/// so that only the guilty one throws. The same key may stand twice in a group; what that means is the write function's
/// to say.
/// </remarks>
public sealed class GroupCommit<TRow, TResult>
{
    /// <summary>The most rows in one statement; no more messages than these are in work at once anyway.</summary>
    private const int LargestGroup = 500;

    /// <summary>After so many single rows that took too long it is the table, and the rest is not tried now.</summary>
    private const int MostLate = 2;

    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>();
    private readonly Func<IReadOnlyList<TRow>, CancellationToken, Task<IReadOnlyList<TResult>>> write;

    /// <summary>The last write took too long, so that whoever waits now waits for a lock.</summary>
    private volatile bool isLate;

    /// <param name="write">Writes the rows and returns a result for each, in their order; one group at a time.</param>
    public GroupCommit(Func<IReadOnlyList<TRow>, CancellationToken, Task<IReadOnlyList<TResult>>> write)
    {
        this.write = write;
        _ = Task.Run(WriteGroups);
    }

    /// <summary>
    /// Completes when the row's group is committed. Cancelling stops the wait, not the write: a row that was handed in
    /// may still be kept.
    /// </summary>
    /// <exception cref="TimeoutException">
    /// The time of its message was over while a lock held up the rows before it: that passes, and is nobody's fault.
    /// </exception>
    public async Task<TResult> Add(TRow row, CancellationToken cancellationToken)
    {
        var entry = new Waiting(row);
        waiting.Writer.TryWrite(entry);
        try
        {
            return await entry.Result.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (isLate)
        {
            throw new TimeoutException("The rows before it take too long, so its turn did not come in time.");
        }
    }

    /// <summary>
    /// Writes a group of no rows, for which the write function prepares all that a group with rows will need.
    /// </summary>
    public Task WarmUp(CancellationToken cancellationToken)
    {
        var nobody = new Waiting(default!) { IsNobody = true };
        waiting.Writer.TryWrite(nobody);
        return nobody.Result.Task.WaitAsync(cancellationToken);
    }

    private async Task WriteGroups()
    {
        var group = new List<Waiting>(LargestGroup);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && waiting.Reader.TryRead(out var entry))
            {
                if (entry.IsNobody) await WriteNobody(entry);
                else group.Add(entry);
            }

            if (group.Count == 0) continue;
            await WriteGroup(group);
            group.Clear();
        }
    }

    private async Task WriteNobody(Waiting nobody)
    {
        var written = Write([]);
        await ((Task)written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (written.Exception is { } failure) nobody.Result.SetException(failure.InnerException!);
        else nobody.Result.SetResult(default!);
    }

    private async Task WriteGroup(IReadOnlyList<Waiting> group)
    {
        var written = Write([.. group.Select(entry => entry.Row)]);
        await ((Task)written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        isLate = TookTooLong(written.Exception);

        if (written.IsCompletedSuccessfully)
        {
            for (var i = 0; i < group.Count; i++) group[i].Result.SetResult(written.Result[i]);
        }
        else if (group.Count > 1 && (!Transient.Is(written.Exception!) || TookTooLong(written.Exception)))
        {
            await WriteEach(group);
        }
        else
        {
            var reason = written.Exception?.InnerException
                ?? new OperationCanceledException("The write was cancelled.");
            foreach (var entry in group) entry.Result.SetException(reason);
        }
    }

    /// <summary>One by one, unless it turns out that no one row is to blame.</summary>
    private async Task WriteEach(IReadOnlyList<Waiting> group)
    {
        var late = 0;
        foreach (var entry in group)
        {
            if (late == MostLate)
            {
                entry.Result.SetException(new TimeoutException("The rows before it took too long one by one."));
                continue;
            }

            await WriteGroup([entry]);
            if (TookTooLong(entry.Result.Task.Exception)) late++;
        }
    }

    /// <summary>It passes by itself, and may still be one row's lock that holds up all of them, for ever.</summary>
    private static bool TookTooLong(AggregateException? failure) =>
        failure?.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled };

    private async Task<IReadOnlyList<TResult>> Write(IReadOnlyList<TRow> rows)
    {
        var results = await write(rows, CancellationToken.None);
        return results.Count == rows.Count
            ? results
            : throw new InvalidOperationException(
                $"{rows.Count} rows were written, {results.Count} results came back.");
    }

    private sealed class Waiting(TRow row)
    {
        public TRow Row { get; } = row;

        public bool IsNobody { get; init; }

        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
