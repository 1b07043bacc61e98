using Charging.TestBed;

namespace Charging.Load.Scaling;

/// <summary>The instances of one worker, which come and go; the first is the chain's own and stays.</summary>
internal sealed class Fleet(Chain chain, WorkerProcess first, Autoscaler autoscaler)
{
    private readonly List<WorkerProcess> running = [first];
    private readonly List<Task> underWay = [];
    private int begun = 1;

    public string Name => first.Name.Split('.')[0];

    public Autoscaler Autoscaler => autoscaler;

    public IReadOnlyList<WorkerProcess> Running => running;

    /// <summary>How many were meant to run from when on.</summary>
    public List<(DateTime At, int Instances)> Changes { get; } = [];

    /// <summary>Begins to start what lacks, and to stop the newest of what is too many; waits for neither.</summary>
    public void Become(int instances, DateTime now)
    {
        while (running.Count < instances)
        {
            var log = Path.Combine(chain.Folder, $"{first.Name}-{++begun}.log");
            var next = new WorkerProcess(first.Name, chain.SettingsOf(first.Name), log);
            running.Add(next);
            underWay.Add(next.Start());
        }

        while (running.Count > instances)
        {
            underWay.Add(End(running[^1]));
            running.RemoveAt(running.Count - 1);
        }

        if (Changes.Count == 0 || Changes[^1].Instances != instances) Changes.Add((now, instances));
    }

    /// <summary>Throws what went wrong with a start or an end.</summary>
    public Task Settle() => Task.WhenAll(underWay);

    public async Task End()
    {
        foreach (var worker in running.Skip(1)) await worker.DisposeAsync();
    }

    private static async Task End(WorkerProcess worker)
    {
        await worker.Stop();
        await worker.DisposeAsync();
    }
}
