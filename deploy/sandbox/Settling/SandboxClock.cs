namespace Charging.Sandbox;

/// <summary>The machine's clock, ahead by as much as it was moved forward.</summary>
internal sealed class SandboxClock : TimeProvider
{
    private long aheadTicks;

    public TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref aheadTicks));
        set => Interlocked.Exchange(ref aheadTicks, value.Ticks);
    }

    public DateTime Now => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
