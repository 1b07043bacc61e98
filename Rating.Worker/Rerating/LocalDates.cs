namespace Charging.Rating;

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

/// <summary>Sessions that a plan has rated and that started from one moment on and before another, in UTC.</summary>
internal sealed record RatedChoice(string PlanCode, DateTime From, DateTime Until);
