namespace Charging.Operator;

/// <summary>Asks again and again, because neither a queue nor a table tells anyone that it is done.</summary>
internal static class Until
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    /// <summary>Waits for it, and says after some seconds, and again, what is waited for.</summary>
    public static async Task Done(Task deed, string what, CancellationToken stop)
    {
        while (await Task.WhenAny(deed, Task.Delay(Silence, TimeProvider.System, stop)) != deed)
        {
            stop.ThrowIfCancellationRequested();
            Console.WriteLine($"Waiting for {what} ...");
        }

        await deed;
    }

    /// <returns>False when it was not so within the patience.</returns>
    public static async Task<bool> True(Func<Task<bool>> isSo, TimeSpan patience, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        var begin = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (!await isSo())
        {
            if (clock.GetElapsedTime(begin) >= patience) return false;
            await timer.WaitForNextTickAsync(stop);
        }

        return true;
    }
}
