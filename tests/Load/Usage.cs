using Charging.TestBed;

namespace Charging.Load;

/// <summary>What one process of the run has used between two moments.</summary>
internal sealed record Usage(string Process, TimeSpan Cpu, long PeakBytes)
{
    public const string Publisher = "publisher (this)";

    /// <summary>Every process that takes part, by name.</summary>
    public static async Task<IReadOnlyDictionary<string, ProcessUse>> Now(Chain chain)
    {
        var backend = await chain.Database.Value<int>("select pg_backend_pid()");
        var uses = new Dictionary<string, ProcessUse>
        {
            [Publisher] = ProcessUse.Of(Environment.ProcessId),
            ["broker"] = ProcessUse.Of(await WholeBroker.ProcessId()),
            ["database"] = ProcessUse.OfFamily(ProcessUse.ParentOf(backend)),
        };
        if (chain.HasSandbox) uses["sandbox"] = chain.Sandbox.Use;
        foreach (var worker in chain.All) uses[Path.GetFileNameWithoutExtension(worker.LogFile)] = worker.Use;
        return uses;
    }

    public static IEnumerable<Usage> Between(
        IReadOnlyDictionary<string, ProcessUse> before, IReadOnlyDictionary<string, ProcessUse> after) =>
        after.Select(use => new Usage(use.Key, use.Value.Cpu - before[use.Key].Cpu, use.Value.PeakBytes));
}
