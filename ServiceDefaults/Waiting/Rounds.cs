using Microsoft.Extensions.DependencyInjection;

namespace Charging.ServiceDefaults.Waiting;

/// <summary>
/// What a worker does again and again beside its messages: at once, and then each time a pause has gone by; never twice
/// at a time. A round that fails is given up, and the next comes in its time, whatever the reason was: none ends the
/// worker. It is said once, and stands in <c>/health/ready</c> until a round is done again.
/// </summary>
public sealed class Rounds(Outages outages, TimeProvider clock)
{
    /// <param name="name">What it is called in health and log.</param>
    /// <param name="pause">From one begin to the next; a round that takes longer is followed at once.</param>
    /// <param name="round">Does what is to be done this time.</param>
    /// <param name="say">Hears why a round was given up, the first time in a row.</param>
    /// <param name="stop">Ends them.</param>
    /// <param name="patience">The pause after one that failed, where it is another.</param>
    /// <param name="isAwaited">False for what nobody's session waits for: it leaves the worker ready.</param>
    public async Task Every(
        string name, TimeSpan pause, Func<CancellationToken, Task> round, Action<string> say, CancellationToken stop,
        TimeSpan? patience = null, bool isAwaited = true)
    {
        using var timer = new PeriodicTimer(pause, clock);
        do
        {
            var isDone = await Try(name, round, say, isAwaited, stop);
            timer.Period = isDone ? pause : patience ?? pause;
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>Takes what is due, until less of it is left than is taken at once.</summary>
    /// <param name="most">How much is taken at once.</param>
    /// <param name="limit">How long that may take: longer, and whoever leased it would not be the only one.</param>
    /// <param name="take">Takes some and says how much that was.</param>
    /// <param name="sayMany">Hears that it was as much as could be taken, and that more is due.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task Drain(
        int most, TimeSpan limit, Func<CancellationToken, Task<int>> take, Action<int> sayMany, CancellationToken stop)
    {
        while (await Within(limit, take, stop) == most) sayMany(most);
    }

    private static async Task<int> Within(
        TimeSpan limit, Func<CancellationToken, Task<int>> take, CancellationToken stop)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop);
        within.CancelAfter(limit);
        return await take(within.Token);
    }

    private async Task<bool> Try(
        string name, Func<CancellationToken, Task> round, Action<string> say, bool isAwaited, CancellationToken stop)
    {
        try
        {
            await round(stop);
            outages.End(name);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            if (outages.Fail(name, exception, isAwaited)) say(exception.Message);
            return false;
        }
    }
}

/// <summary>How a worker gets its rounds.</summary>
public static class RoundsParts
{
    public static IServiceCollection AddRounds(this IServiceCollection services) =>
        services.AddSingleton<Outages>().AddSingleton<Rounds>();
}
