namespace Charging.ServiceDefaults;

/// <summary>
/// What a worker does again and again beside its messages: at once, and then each time a pause has gone by; never twice
/// at a time. A round that fails by what passes by itself is said and given up, and the next comes in its time; any
/// other failure ends the worker.
/// </summary>
public static class Rounds
{
    /// <param name="pause">From one begin to the next; a round that takes longer is followed at once.</param>
    /// <param name="clock">Whose time counts.</param>
    /// <param name="round">Does what is to be done this time.</param>
    /// <param name="say">Hears why a round was given up.</param>
    /// <param name="stop">Ends them.</param>
    public static async Task Every(
        TimeSpan pause, TimeProvider clock, Func<CancellationToken, Task> round, Action<string> say,
        CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        do
        {
            try
            {
                await round(stop);
            }
            catch (Exception exception) when (Transient.Is(exception) && !stop.IsCancellationRequested)
            {
                say(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }
}
