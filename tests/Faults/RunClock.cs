using System.Globalization;
using Charging.TestBed;

namespace Charging.Faults;

/// <summary>The time of the run: the machine's, ahead by as much as gateway and workers were moved together.</summary>
internal sealed class RunClock(Chain chain, Killer killer) : TimeProvider
{
    public TimeSpan Ahead { get; private set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    /// <summary>
    /// The workers that collect are killed first: one that lived on in the past would trust in keys that the gateway
    /// has forgotten meanwhile. Other workers hear of the new time when they are started again.
    /// </summary>
    public async Task MoveOn(TimeSpan time)
    {
        await Task.WhenAll(chain.Payment.Select(worker => killer.Kill(worker.Name, worker.Kill)));
        Ahead += time;
        await chain.Sandbox.Advance(time);
        foreach (var worker in chain.All)
            worker.Set("Clock__Ahead", Ahead.ToString("c", CultureInfo.InvariantCulture));
        await Task.WhenAll(chain.Payment.Select(worker => worker.Start()));
    }
}
