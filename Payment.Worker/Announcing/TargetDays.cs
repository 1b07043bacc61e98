namespace Charging.Payments.Announcing;

/// <summary>
/// The days on which banks settle between each other in euro, by TARGET's calendar: not on Saturdays and Sundays, and
/// not on its holidays, which have been the same since 2002.
/// </summary>
internal static class TargetDays
{
    private static readonly (int Month, int Day)[] Fixed = [(1, 1), (5, 1), (12, 25), (12, 26)];

    /// <summary>Good Friday and Easter Monday, by days from Easter Sunday.</summary>
    private static readonly int[] OfEaster = [-2, 1];

    public static bool IsOpen(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !Fixed.Contains((day.Month, day.Day))
        && !OfEaster.Contains(day.DayNumber - Easter(day.Year).DayNumber);

    /// <summary>The day itself if banks are open, else the next on which they are.</summary>
    public static DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsOpen(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>Easter Sunday of the Gregorian calendar, as Meeus, Jones and Butcher compute it.</summary>
    private static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var (century, rest) = Math.DivRem(year, 100);
        var (leaps, leapRest) = Math.DivRem(century, 4);
        var moon = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leaps - moon + 15) % 30;
        var weekday = (32 + (2 * leapRest) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var day = epact + weekday - (7 * late) + 114;
        return new DateOnly(year, day / 31, (day % 31) + 1);
    }
}
