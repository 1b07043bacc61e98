using System.Globalization;

namespace Charging.Rating.Importing;

/// <summary>
/// An attendee as BigBlueButton's older gem tells him: the joins and lefts of all his windows in two lists, and how
/// long he was there altogether, which decides where the lists can be read in two ways.
/// </summary>
/// <param name="Who">For people.</param>
/// <param name="Joins">UTC.</param>
/// <param name="Lefts">UTC.</param>
/// <param name="Duration">The record's own, in seconds; null where it has none.</param>
/// <param name="Ended">The meeting's end, UTC.</param>
internal sealed record OldAttendance(
    string Who, IReadOnlyList<DateTime> Joins, IReadOnlyList<DateTime> Lefts, string? Duration, DateTime Ended)
{
    /// <summary>The gem cuts times to seconds before it counts.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Null unless no reading of the lists comes to the record's own duration.</summary>
    public static Imported.Refused? Complaint(OldAttendance attendance)
    {
        if (attendance.Agreeing() is not null || attendance.Told is null || attendance.Joins.Count == 0) return null;
        var ours = TimeSpan.FromTicks(attendance.Windows().Sum(interval => (interval.To - interval.From).Ticks));
        return new(
            $"By its joins and leaves attendee '{attendance.Who}' was there for {ours.TotalSeconds:0} s, by its " +
            $"duration for {attendance.Duration} s; ask BigBlueButton's logs which is right.");
    }

    public IEnumerable<Interval> Intervals() => Agreeing() ?? (Joins.Count > Lefts.Count ? Absences() : Windows());

    private TimeSpan? Told => decimal.TryParse(
        Duration, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e9m
        ? TimeSpan.FromSeconds((double)seconds)
        : null;

    private List<Interval>? Agreeing() => new[] { Windows(), Absences() }.Select(Interval.Union)
        .Select(intervals => intervals.ToList()).FirstOrDefault(Agrees);

    /// <summary>With or without the time after a last join that no left follows: the gem does not count it.</summary>
    private bool Agrees(List<Interval> intervals)
    {
        var all = TimeSpan.FromTicks(intervals.Sum(interval => (interval.To - interval.From).Ticks));
        var untold = Joins.Count > 0 && intervals is [.., var last] && last.To == Ended
            ? Ended - Joins.Concat(Lefts).Max()
            : TimeSpan.Zero;
        return Told is { } told && (IsNear(all, told) || IsNear(all - untold, told));
    }

    private static bool IsNear(TimeSpan one, TimeSpan other) => (one - other).Duration() <= Tolerance;

    /// <summary>Each join opens a window and each left closes one; what is not closed is open to the end.</summary>
    private IEnumerable<Interval> Windows()
    {
        var open = 0;
        var since = default(DateTime);
        foreach (var (at, isJoin) in Events())
        {
            if (isJoin && open++ == 0) since = at;
            if (isJoin || open == 0) continue;
            if (--open == 0) yield return new Interval(since, at);
        }

        if (open > 0) yield return new Interval(since, since < Ended ? Ended : since);
    }

    /// <summary>As the gem counts: nobody is there from a left to the next join, and else somebody is.</summary>
    private IEnumerable<Interval> Absences()
    {
        DateTime? since = null;
        DateTime? left = null;
        foreach (var (at, isJoin) in Events())
        {
            if (isJoin && left is { } gone)
            {
                yield return new Interval(since!.Value, gone);
                (since, left) = (at, null);
            }
            else if (isJoin)
            {
                since ??= at;
            }
            else if (since is not null)
            {
                left = at;
            }
        }

        if (since is not { } last) yield break;
        var end = left ?? Ended;
        yield return new Interval(last, last < end ? end : last);
    }

    private IEnumerable<(DateTime At, bool IsJoin)> Events() => Joins.Select(at => (At: at, IsJoin: true))
        .Concat(Lefts.Select(at => (At: at, IsJoin: false)))
        .OrderBy(e => e.At).ThenByDescending(e => e.IsJoin);
}
