using Charging.TestBed;

namespace Charging.Load;

/// <summary>Kills one worker after the other without a word, and starts it again.</summary>
internal sealed class Killer : IAsyncDisposable
{
    private readonly PeriodicTimer timer;
    private readonly Task killing;

    public Killer(IReadOnlyList<WorkerProcess> workers, TimeSpan every)
    {
        timer = new PeriodicTimer(every);
        killing = Kill(workers);
    }

    public int Kills { get; private set; }

    /// <summary>Completes when the last one killed is ready again.</summary>
    public async Task Stop()
    {
        timer.Dispose();
        await killing;
    }

    public async ValueTask DisposeAsync() => await Stop();

    private async Task Kill(IReadOnlyList<WorkerProcess> workers)
    {
        var starts = workers.Select(_ => Task.CompletedTask).ToArray();
        for (var next = 0; await timer.WaitForNextTickAsync(); next = (next + 1) % workers.Count)
        {
            await starts[next];
            await workers[next].Kill();
            Kills++;
            starts[next] = workers[next].Start();
        }

        await Task.WhenAll(starts);
    }
}
