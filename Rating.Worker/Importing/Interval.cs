namespace Charging.Rating.Importing;

/// <summary>A time, in UTC, that somebody was there.</summary>
internal readonly record struct Interval(DateTime From, DateTime To)
{
    /// <summary>
    /// From each join to the next left, or to the end where a left is missing. A join without a left before it goes on
    /// with what the earlier join began.
    /// </summary>
    public static IEnumerable<Interval> Of(IEnumerable<DateTime> joins, IEnumerable<DateTime> lefts, DateTime end)
    {
        DateTime? since = null;
        var events = joins.Select(at => (At: at, IsJoin: true)).Concat(lefts.Select(at => (At: at, IsJoin: false)));
        foreach (var (at, isJoin) in events.OrderBy(e => e.At).ThenByDescending(e => e.IsJoin))
        {
            if (isJoin)
            {
                since ??= at;
            }
            else if (since is { } from)
            {
                yield return new Interval(from, at);
                since = null;
            }
        }

        if (since is { } last) yield return new Interval(last, last < end ? end : last);
    }

    /// <summary>The same time without any of it twice, in order.</summary>
    public static IEnumerable<Interval> Union(IEnumerable<Interval> intervals)
    {
        Interval? open = null;
        foreach (var next in intervals.OrderBy(interval => interval.From))
        {
            if (open is { } before && next.From <= before.To)
            {
                open = before with { To = next.To > before.To ? next.To : before.To };
                continue;
            }

            if (open is { } done) yield return done;
            open = next;
        }

        if (open is { } last) yield return last;
    }
}
