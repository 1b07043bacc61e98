using System.Collections.Immutable;

namespace Charging.Rating.Pricing;

/// <summary>
/// Other prices at other times of the wall clock of the plan's zone. Of the windows that fit, the highest priority
/// wins, then the later one in the plan.
/// </summary>
/// <param name="Name">Goes into the lines' descriptions.</param>
/// <param name="Days">The days on which it begins; a window over midnight belongs to that day.</param>
/// <param name="From">Minutes after local midnight, 0 to 1439, inclusive.</param>
/// <param name="To">Minutes after the same midnight, exclusive; above 1440 for a window over midnight.</param>
/// <param name="Holidays">What the plan's holidays do to it.</param>
/// <param name="Priority">0 unless the plan says otherwise.</param>
/// <param name="Connection">Due for a leg that starts in this window; null when there is none.</param>
/// <param name="Steps">In order; the first from 0.</param>
internal sealed record Window(
    string Name, Weekdays Days, int From, int To, HolidayRule Holidays, int Priority,
    LinePrice? Connection, ImmutableArray<Step> Steps)
{
    public const int MinutesPerDay = 24 * 60;

    /// <summary>The prices of an entry itself, as the window that always fits.</summary>
    public static Window Always(LinePrice? connection, ImmutableArray<Step> steps) =>
        new("", Weekdays.All, 0, MinutesPerDay, HolidayRule.Include, 0, connection, steps);

    /// <param name="day">The local day.</param>
    /// <param name="minute">After its midnight, 0 to 1439.</param>
    public bool IsInForce(DayKind day, int minute) =>
        (From <= minute && minute < To && BeginsOn(day.Weekday, day.Holiday)) ||
        (minute < To - MinutesPerDay && BeginsOn((day.Weekday + 6) % 7, day.AfterHoliday));

    /// <summary>The step that prices an increment starting after so much elapsed time, and up to when.</summary>
    public (Step Step, long Until) StepAt(long elapsed)
    {
        var last = Steps.Length - 1;
        while (Steps[last].From > elapsed) last--;
        return (Steps[last], last + 1 < Steps.Length ? Steps[last + 1].From : long.MaxValue);
    }

    private bool BeginsOn(int weekday, bool holiday)
    {
        var listed = Days.HasFlag((Weekdays)(1 << weekday));
        return Holidays switch
        {
            HolidayRule.Include => listed,
            HolidayRule.Exclude => listed && !holiday,
            HolidayRule.Also => listed || holiday,
            HolidayRule.Only => listed && holiday,
            _ => throw new InvalidOperationException($"Window '{Name}' has no rule for holidays: {Holidays}."),
        };
    }
}

[Flags]
internal enum Weekdays
{
    None = 0,
    Mon = 1,
    Tue = 2,
    Wed = 4,
    Thu = 8,
    Fri = 16,
    Sat = 32,
    Sun = 64,
    All = 127,
}

internal enum HolidayRule
{
    /// <summary>Holidays are ordinary days.</summary>
    Include,

    /// <summary>Not on holidays.</summary>
    Exclude,

    /// <summary>On the listed days and on holidays.</summary>
    Also,

    /// <summary>On holidays that fall on the listed days.</summary>
    Only,
}
