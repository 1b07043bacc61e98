namespace Charging.Rating.Pricing;

/// <summary>
/// Which window is in force when. The windows are laid out over every kind of day there is when the plan is read, so
/// that finding the one in force costs no more with many of them.
/// </summary>
internal sealed class Timetable
{
    private readonly Window otherwise;

    /// <summary>By the kind of day; empty where there are no windows.</summary>
    private readonly Interval[][] days;

    /// <param name="otherwise">In force where no other window is.</param>
    /// <param name="windows">In the plan's order: of those with the same priority the later one wins.</param>
    public Timetable(Window otherwise, IReadOnlyList<Window> windows)
    {
        this.otherwise = otherwise;
        Window[] weakestFirst = [otherwise, .. windows.OrderBy(window => window.Priority)];
        days = windows.Count == 0 ? [] : [.. DayKind.All.Select(day => LayOut(day, weakestFirst))];
    }

    /// <summary>The window in force at a moment, and until when it surely is.</summary>
    /// <param name="moment">Milliseconds of UTC.</param>
    /// <param name="calendar">The plan's.</param>
    public (Window Window, long Until) At(long moment, LocalCalendar calendar)
    {
        if (days.Length == 0) return (otherwise, long.MaxValue);

        var day = calendar.DayAt(moment);
        var intervals = days[day.Kind.Index];
        var i = 0;
        while (day.Midnight + intervals[i].Until <= moment) i++;
        return (intervals[i].Window, Math.Min(day.Midnight + intervals[i].Until, day.Until));
    }

    private static Interval[] LayOut(DayKind day, Window[] weakestFirst)
    {
        var borders = weakestFirst
            .SelectMany(window => (int[])[window.From, window.To, window.To - Window.MinutesPerDay])
            .Where(minute => minute is > 0 and < Window.MinutesPerDay)
            .Append(Window.MinutesPerDay)
            .Distinct()
            .Order();

        var intervals = new List<Interval>();
        var from = 0;
        foreach (var to in borders)
        {
            var window = Array.FindLast(weakestFirst, window => window.IsInForce(day, from))!;
            if (intervals is [.., var last] && last.Window == window) intervals.RemoveAt(intervals.Count - 1);
            intervals.Add(new Interval(window, to * TimeSpan.MillisecondsPerMinute));
            from = to;
        }

        return [.. intervals];
    }

    /// <summary>Until is in milliseconds after midnight, exclusive; from is where the interval before ends.</summary>
    private readonly record struct Interval(Window Window, long Until);
}
