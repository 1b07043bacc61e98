using System.Collections.Frozen;

namespace Charging.Rating.Pricing;

/// <summary>
/// The wall clock of a plan's zone, and its holidays. Moments are milliseconds of UTC since the year 1; finer digits are
/// cut.
/// </summary>
internal sealed class LocalCalendar(TimeZoneInfo zone, IReadOnlyList<DateOnly> holidays)
{
    private readonly ZoneOffsets offsets = new(zone);
    private readonly FrozenSet<int> holidays = holidays.Select(date => date.DayNumber).ToFrozenSet();

    public TimeZoneInfo Zone => zone;

    public static long MomentOf(DateTime utc) => utc.Ticks / TimeSpan.TicksPerMillisecond;

    public DateOnly DateOf(DateTime utc)
    {
        var moment = MomentOf(utc);
        var number = NumberOf(moment + offsets.At(moment).Ahead);
        return DateOnly.FromDayNumber(Math.Min(number, DateOnly.MaxValue.DayNumber));
    }

    public LocalDay DayAt(long moment)
    {
        var offset = offsets.At(moment);
        var number = NumberOf(moment + offset.Ahead);
        var midnight = number * TimeSpan.MillisecondsPerDay - offset.Ahead;
        // The first day that there is was a Monday.
        var kind = new DayKind(number % 7, IsHoliday(number), IsHoliday(number - 1));
        return new LocalDay(kind, midnight, Math.Min(midnight + TimeSpan.MillisecondsPerDay, offset.Until));
    }

    private bool IsHoliday(int number) => holidays.Count > 0 && holidays.Contains(number);

    /// <summary>Of a date: 0 is the first of January of the year 1.</summary>
    private static int NumberOf(long local) => (int)(local / TimeSpan.MillisecondsPerDay);
}

/// <summary>A piece of a local day over which the wall clock runs evenly: a change of offset ends it early.</summary>
/// <param name="Kind">What windows go by.</param>
/// <param name="Midnight">When the wall clock would have shown 00:00 had it run evenly, in milliseconds of UTC.</param>
/// <param name="Until">In milliseconds of UTC, exclusive.</param>
internal readonly record struct LocalDay(DayKind Kind, long Midnight, long Until);

/// <summary>What windows go by on a day. The weekday counts from 0, which is Monday.</summary>
internal readonly record struct DayKind(int Weekday, bool Holiday, bool AfterHoliday)
{
    public static IEnumerable<DayKind> All =>
        from weekday in Enumerable.Range(0, 7)
        from holiday in (bool[])[false, true]
        from afterHoliday in (bool[])[false, true]
        select new DayKind(weekday, holiday, afterHoliday);

    /// <summary>Its place in <see cref="All"/>.</summary>
    public int Index => (Weekday * 4) + (Holiday ? 2 : 0) + (AfterHoliday ? 1 : 0);
}
