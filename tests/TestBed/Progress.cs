namespace Charging.TestBed;

/// <summary>How many sessions have come how far, by the workers' own rows.</summary>
public sealed record Progress(long Rated, long Invoiced, long Captured, long Settled, long Mailed)
{
    public bool AllAre(long sessions, bool mailed) =>
        this == new Progress(sessions, sessions, sessions, sessions, mailed ? sessions : 0);

    public Progress Since(Progress before) => new(
        Rated - before.Rated, Invoiced - before.Invoiced, Captured - before.Captured, Settled - before.Settled,
        Mailed - before.Mailed);
}
