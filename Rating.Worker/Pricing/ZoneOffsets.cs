using System.Collections.Concurrent;

namespace Charging.Rating.Pricing;

/// <summary>
/// How far a zone's wall clock is ahead of UTC. Asking the zone itself takes longer than pricing a call, so its changes
/// are looked for once, a year or so at a time. Moments are milliseconds of UTC since the year 1.
/// </summary>
internal sealed class ZoneOffsets(TimeZoneInfo zone)
{
    private const long Day = TimeSpan.MillisecondsPerDay;
    private const long BlockLength = 366 * Day;

    private static readonly long Last = DateTime.MaxValue.Ticks / TimeSpan.TicksPerMillisecond;

    private readonly ConcurrentDictionary<long, ZoneOffset[]> blocks = new();

    /// <summary>Sessions of one day are of one block, and a week asks once for each price that it meets.</summary>
    private volatile Block last = new(-1, []);

    public ZoneOffset At(long moment)
    {
        var number = moment / BlockLength;
        var block = last;
        if (block.Number != number) last = block = new(number, blocks.GetOrAdd(number, Find));
        var i = 0;
        while (block.Offsets[i].Until <= moment) i++;
        return block.Offsets[i];
    }

    private ZoneOffset[] Find(long number)
    {
        var found = new List<ZoneOffset>();
        var (at, end) = (number * BlockLength, (number + 1) * BlockLength);
        var ahead = AheadAt(at);
        while (at < end)
        {
            // No zone has changed its offset and taken it back within a day.
            var next = Math.Min(at + Day, end);
            if (AheadAt(next) != ahead)
            {
                next = ChangeBetween(at, next);
                found.Add(new ZoneOffset(ahead, next));
                ahead = AheadAt(next);
            }

            at = next;
        }

        return [.. found, new ZoneOffset(ahead, end)];
    }

    /// <summary>The first moment of the new offset.</summary>
    private long ChangeBetween(long before, long after)
    {
        var ahead = AheadAt(before);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (AheadAt(middle) == ahead) before = middle;
            else after = middle;
        }

        return after;
    }

    private long AheadAt(long moment)
    {
        var utc = new DateTime(Math.Min(moment, Last) * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        return zone.GetUtcOffset(utc).Ticks / TimeSpan.TicksPerMillisecond;
    }

    private sealed record Block(long Number, ZoneOffset[] Offsets);
}

/// <summary>Local time is UTC and this many milliseconds, until this moment at least, exclusive.</summary>
internal readonly record struct ZoneOffset(long Ahead, long Until);
