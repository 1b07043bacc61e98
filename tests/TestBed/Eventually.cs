using System.Data.Common;
using System.Diagnostics;

namespace Charging.TestBed;

/// <summary>Waits for what a running system will do, and says what it last saw when it does not come.</summary>
public static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <exception cref="TimeoutException">It did not hold within the limit.</exception>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan limit, string what) =>
        await Becomes(condition, seen => seen, limit, what);

    /// <summary>
    /// Reads until the value is right and returns it. A broker or database that is away at the moment means "not yet".
    /// </summary>
    /// <exception cref="TimeoutException">No value was right within the limit; the last one is named.</exception>
    public static async Task<T> Becomes<T>(Func<Task<T>> read, Func<T, bool> isRight, TimeSpan limit, string what)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Step);
        while (true)
        {
            var (value, seen) = await Look(read);
            if (value is { } found && isRight(found)) return found;
            if (watch.Elapsed > limit)
                throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {what}. Last seen: {seen}.");
            await timer.WaitForNextTickAsync();
        }
    }

    private static async Task<(T? Value, string Seen)> Look<T>(Func<Task<T>> read)
    {
        try
        {
            var value = await read();
            return (value, value?.ToString() ?? "nothing");
        }
        catch (DbException away) when (away.IsTransient)
        {
            return (default, away.Message);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return (default, away.Message);
        }
    }
}
