using Charging.Rating.Counting;

namespace Charging.Rating.Rerating;

/// <summary>Days of a plan's own calendar, the last one included.</summary>
internal sealed record LocalDates(DateOnly From, DateOnly To)
{
    /// <summary>No zone is further from UTC than 14 hours.</summary>
    private static readonly TimeSpan FurthestZone = TimeSpan.FromHours(14);

    public bool Include(DateOnly date) => date >= From && date <= To;

    /// <summary>The sessions of the plan that may have started on these days, wherever the plan is.</summary>
    public RatedChoice Of(string planCode) => new(
        planCode, Utc(From) - FurthestZone, Utc(To) + TimeSpan.FromDays(1) + FurthestZone);

    private static DateTime Utc(DateOnly date) => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
