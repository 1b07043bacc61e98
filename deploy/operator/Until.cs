namespace Charging.Operator;

/// <summary>Asks again and again, because neither a queue nor a table tells anyone that it is done.</summary>
internal static class Until
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

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
