namespace Charging.Rating.Tests.Pricing;

/// <summary>
/// The rules, read off the page: every increment by itself, asking the zone for the wall clock each time. Slow, and
/// with nothing in common with the engine but the rules.
/// </summary>
internal sealed class WalkedPrice(DrawnPlan plan, long used)
{
    /// <summary>Of the currency: a thousandth per 1, 6, 7 or 60 s is a whole number of them per millisecond.</summary>
    private const long Parts = 1000L * 1000 * 420;

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(plan.Zone);
    private long free = Math.Max(0, (plan.Allowance * 1000L) - used);
    private long total;

    public static Rational Of(DrawnPlan plan, SessionEnded session, long used)
    {
        var walk = new WalkedPrice(plan, used);
        foreach (var leg in session.Legs) walk.Walk(leg.ConnectedAt!.Value, leg.DisconnectedAt!.Value);
        return new Rational(walk.total, Parts);
    }

    private void Walk(DateTime connected, DateTime disconnected)
    {
        var length = (long)(disconnected - connected).TotalMilliseconds;
        if (length == 0 || length < plan.FreeBelow * 1000L) return;

        var included = plan.Included * 1000L;
        var charged = Math.Max(length - included, plan.Minimum * 1000L);
        var feeIsDue = charged <= 0 && free == 0;
        for (var done = 0L; done < charged;)
        {
            var elapsed = included + done;
            var steps = WindowAt(connected.AddMilliseconds(elapsed))?.Steps ?? plan.Steps;
            var step = steps.Last(one => one.From * 1000L <= elapsed);
            var increment = step.Increment * 1000L;
            var covered = Math.Min(free, increment);
            free -= covered;
            total += step.Price * (increment - covered) * (Parts / 1000 / 1000 / step.Per);
            feeIsDue |= covered < increment;
            done += increment;
        }

        if (feeIsDue) total += (WindowAt(connected)?.Fee ?? plan.Fee ?? 0) * (Parts / 1000);
    }

    private DrawnWindow? WindowAt(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        DrawnWindow? winner = null;
        foreach (var window in plan.Windows)
        {
            if (Fits(window, local) && (winner is null || window.Priority >= winner.Priority)) winner = window;
        }

        return winner;
    }

    private bool Fits(DrawnWindow window, DateTime local)
    {
        var (time, today) = (local.TimeOfDay, DateOnly.FromDateTime(local));
        var (from, to) = (TimeSpan.FromMinutes(window.From), TimeSpan.FromMinutes(window.To == 0 ? 1440 : window.To));
        if (from < to) return from <= time && time < to && Begins(window, today);
        return (from <= time && Begins(window, today)) || (time < to && Begins(window, today.AddDays(-1)));
    }

    private bool Begins(DrawnWindow window, DateOnly day)
    {
        var (listed, holiday) = (window.Days.Contains(day.DayOfWeek), plan.Holidays.Contains(day));
        return window.Holidays switch
        {
            "include" => listed,
            "exclude" => listed && !holiday,
            "also" => listed || holiday,
            "only" => listed && holiday,
            _ => throw new InvalidOperationException($"No such rule: {window.Holidays}."),
        };
    }
}
