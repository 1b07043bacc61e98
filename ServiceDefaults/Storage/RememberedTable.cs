using System.Collections.Concurrent;

namespace Charging.ServiceDefaults.Storage;

/// <summary>
/// Rows of one table in memory. A row is read when it is first asked for, together with the others that are asked for
/// at that moment, and forgotten when the database says that it changed. While the database is not heard nothing is
/// remembered and every question goes to the table: an answer may then be slow, but it is never stale.
/// </summary>
/// <param name="channel">On which changes are told, with the row's key.</param>
/// <param name="mostRows">Beyond so many memory starts over; some of them are then read more than once.</param>
/// <param name="read">Reads the rows of these keys, each key once; a key without a row is left out.</param>
public sealed class RememberedTable<TRow>(
    string channel, int mostRows,
    Func<string[], CancellationToken, Task<IReadOnlyDictionary<string, TRow>>> read) : HeardTable(channel)
    where TRow : class
{
    private readonly GroupCommit<string, TRow?> reads = new(async (keys, stop) =>
    {
        var rows = await read([.. keys.Distinct()], stop);
        return [.. keys.Select(key => rows.GetValueOrDefault(key))];
    });

    private readonly ConcurrentDictionary<string, TaskCompletionSource> newcomers = [];

    // Another with each connection: a read that began before it ends up in one that nobody asks any more.
    private volatile ConcurrentDictionary<string, Task<TRow?>>? memory;

    /// <summary>From memory alone; null for what is not remembered, which is not to say that there is none.</summary>
    public TRow? Remembered(string key) =>
        memory?.GetValueOrDefault(key) is { IsCompletedSuccessfully: true } known ? known.Result : null;

    /// <summary>The row, or null while there is none.</summary>
    public ValueTask<TRow?> Find(string key, CancellationToken cancellationToken)
    {
        if (memory is not { } heard) return new(reads.Add(key, cancellationToken));

        return Remembered(key) is { } known ? new(known) : new(ReadOnce(heard, key).WaitAsync(cancellationToken));
    }

    /// <summary>The row; one that is not there yet is waited for. Null if it did not come in that time.</summary>
    public async ValueTask<TRow?> Await(
        string key, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await Find(key, cancellationToken) is { } known) return known;

        // Before it is looked for once more, so that an arrival in between is not missed.
        var arrival = newcomers.GetOrAdd(key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        var found = await Find(key, cancellationToken);
        if (found is null)
        {
            var arrived = arrival.WaitAsync(patience, clock, cancellationToken);
            await arrived.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            found = await Find(key, cancellationToken);
        }

        newcomers.TryRemove(key, out _);
        return found;
    }

    /// <summary>Its next question goes to the table: who has just written it need not wait to hear of it.</summary>
    public void Forget(string key) => memory?.TryRemove(key, out _);

    internal override void Begin() => memory = new(StringComparer.Ordinal);

    internal override void Hear(string key)
    {
        Forget(key);
        if (newcomers.TryRemove(key, out var arrival)) arrival.TrySetResult();
    }

    internal override void Lose() => memory = null;

    /// <summary>
    /// Kept before it is read: a change that is heard meanwhile takes it away again, as it may be what changed.
    /// </summary>
    private Task<TRow?> ReadOnce(ConcurrentDictionary<string, Task<TRow?>> heard, string key)
    {
        if (heard.Count >= mostRows) heard.Clear();
        var mine = new TaskCompletionSource<TRow?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = heard.GetOrAdd(key, mine.Task);
        if (first == mine.Task) _ = Fill(heard, key, mine);
        return first;
    }

    private async Task Fill(
        ConcurrentDictionary<string, Task<TRow?>> heard, string key, TaskCompletionSource<TRow?> mine)
    {
        var reading = reads.Add(key, CancellationToken.None);
        await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // What is not there may come any time, and what failed may go well the next.
        if (!reading.IsCompletedSuccessfully || reading.Result is null)
            heard.TryRemove(new(key, mine.Task));
        mine.SetFromTask(reading);
    }
}
