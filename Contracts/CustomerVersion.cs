namespace Charging.Contracts;

/// <summary>
/// The version of a customer: a number that rises with every change. Publishers count, or take a clock, and the finest
/// clock counts nanoseconds; so nothing is above the nanoseconds since 1970. That leaves room above every version that
/// was kept, for ever: a second later a thousand million more.
/// </summary>
public static class CustomerVersion
{
    private const long NanosecondsPerTick = 100;

    /// <summary>How far the publisher's clock may be ahead of ours.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>
    /// The highest that is kept. One that is kept and higher is from before there was a bound, and counts as none.
    /// </summary>
    /// <param name="now">UTC.</param>
    public static long Highest(DateTime now)
    {
        var last = DateTime.UnixEpoch.AddTicks(long.MaxValue / NanosecondsPerTick); // in the year 2262
        var until = now < last - Ahead ? now + Ahead : last;
        return (until - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
    }

    /// <summary>Whether it replaces the kept one.</summary>
    /// <param name="version">As told.</param>
    /// <param name="kept">The version that is there.</param>
    /// <param name="now">UTC.</param>
    public static bool Follows(long version, long kept, DateTime now) => version > kept || kept > Highest(now);

    /// <summary>For people; null when it can be kept.</summary>
    /// <param name="version">As told.</param>
    /// <param name="now">UTC.</param>
    public static string? FaultIn(long version, DateTime now) => version < 1 || version > Highest(now)
        ? $"{version} is not from 1 to {Highest(now)}, which is tomorrow in nanoseconds since 1970; a higher one " +
            "could never be followed by the next"
        : null;
}
