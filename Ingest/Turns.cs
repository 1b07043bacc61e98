using System.Collections.Concurrent;
using System.Diagnostics;

namespace Charging.Ingest;

/// <summary>
/// Requests in work: so many of all platforms, and half of them of one, since a platform whose bodies come slowly is to
/// leave room for the others.
/// </summary>
/// <param name="atOnce">Of all.</param>
/// <param name="patience">How long a request waits for its turn.</param>
internal sealed class Turns(int atOnce, TimeSpan patience) : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> ofOne = [];
    private readonly SemaphoreSlim ofAll = new(atOnce);

    /// <returns>To be ended; null where none came in time.</returns>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async Task<Turn?> Take(string platform, CancellationToken gone)
    {
        var began = Stopwatch.GetTimestamp();
        var own = ofOne.GetOrAdd(platform, _ => new SemaphoreSlim(Math.Max(1, atOnce / 2)));
        if (!await own.WaitAsync(patience, gone)) return null;
        var isTaken = false;
        try
        {
            var left = patience - Stopwatch.GetElapsedTime(began);
            isTaken = await ofAll.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, gone);
            return isTaken ? new Turn(own, ofAll) : null;
        }
        finally
        {
            if (!isTaken) own.Release();
        }
    }

    public void Dispose()
    {
        ofAll.Dispose();
        foreach (var one in ofOne.Values) one.Dispose();
    }
}

/// <summary>A request's turn; the next has it once this is disposed of.</summary>
internal sealed class Turn(params SemaphoreSlim[] taken) : IDisposable
{
    public void Dispose() => Array.ForEach(taken, one => one.Release());
}
