using Charging.TestBed;

namespace Charging.Load;

/// <summary>
/// What a session costs as the run goes on: whether the ten thousandth is dearer than the first is what a growing
/// database is judged by.
/// </summary>
internal sealed class CostLine(Chain chain, int sessions)
{
    private const int Parts = 10;

    private readonly List<(long Captured, IReadOnlyDictionary<string, ProcessUse> Uses)> looks = [];

    /// <summary>Takes a look if another part of the run is through.</summary>
    /// <param name="captured">How many are by now.</param>
    public async Task Look(long captured)
    {
        if (looks.Count == 0 || captured - looks[^1].Captured >= sessions / Parts)
            looks.Add((captured, await Usage.Now(chain)));
    }

    /// <summary>Between each two looks. The publisher's own work is left out, which ends before the chain's.</summary>
    public IEnumerable<Cost> Costs() => looks.Zip(looks.Skip(1), (before, after) => new Cost(
        before.Captured, after.Captured,
        Usage.Between(before.Uses, after.Uses)
            .Where(use => use.Process != Usage.Publisher)
            .ToDictionary(use => use.Process, use => use.Cpu / (after.Captured - before.Captured))));
}

/// <summary>CPU time a session, by process, of those captured between two counts.</summary>
internal sealed record Cost(long From, long To, IReadOnlyDictionary<string, TimeSpan> Cpu)
{
    public TimeSpan All => Cpu.Values.Aggregate(TimeSpan.Zero, (sum, one) => sum + one);
}
