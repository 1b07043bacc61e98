using Charging.TestBed;

namespace Charging.Faults;

/// <summary>Ends processes without a word at moments that the seed decides, and starts them again.</summary>
internal sealed class Killer(Chain chain, Random random)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromMilliseconds(400);

    private readonly Dictionary<string, int> kills = [];

    public IReadOnlyDictionary<string, int> Kills => kills;

    /// <summary>One process, or in one of three cases two; all run again when it is done.</summary>
    public async Task Strike()
    {
        await Wait(LongestWait);
        var victims = Victims().OrderBy(_ => random.Next()).Take(random.Next(3) == 0 ? 2 : 1).ToList();
        foreach (var victim in victims) await Kill(victim.Name, victim.Kill);
        await Wait(LongestAbsence);
        await Task.WhenAll(victims.Select(victim => victim.Start()));
    }

    public async Task Kill(string name, Func<Task> kill)
    {
        await kill();
        kills[name] = kills.GetValueOrDefault(name) + 1;
    }

    private IEnumerable<(string Name, Func<Task> Kill, Func<Task> Start)> Victims() =>
    [
        .. chain.All.Select(worker => (worker.Name, (Func<Task>)worker.Kill, (Func<Task>)worker.Start)),
        ("Sandbox", chain.Sandbox.Kill, chain.Sandbox.Start),
    ];

    private async Task Wait(TimeSpan longest)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1) + (longest * random.NextDouble()));
        await timer.WaitForNextTickAsync();
    }
}
