using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>All versions of one plan. One that cannot be read spoils it: no price is better than an old one.</summary>
internal sealed class PlanVersions
{
    private readonly PricePlan[] latestFirst;
    private readonly PlanError? spoilt;

    /// <param name="readings">In any order; at least one.</param>
    public PlanVersions(IReadOnlyList<PlanReading> readings)
    {
        spoilt = readings.SelectMany(reading => reading.Errors).FirstOrDefault();
        latestFirst = [.. readings
            .Select(reading => reading.Plan)
            .OfType<PricePlan>()
            .OrderByDescending(plan => plan.ValidFrom)];
    }

    /// <summary>The version in force when a session starts, which rates all of it.</summary>
    /// <param name="startedAt">UTC.</param>
    public PlanChoice At(DateTime startedAt)
    {
        if (spoilt is not null)
            return PlanChoice.None($"A plan cannot be read by this worker ({spoilt}); mend the plan or the worker.");

        var plan = Array.Find(latestFirst, version => version.LocalDate(startedAt) >= version.ValidFrom);
        return plan is not null
            ? new PlanChoice(plan, null)
            : new PlanChoice(null, latestFirst[^1].NotYet(startedAt));
    }

    /// <summary>The local date of a moment, as the plan's version at that moment reads the clock.</summary>
    public DateOnly LocalDate(DateTime utc) =>
        (At(utc).Plan ?? (latestFirst is [.., var first] ? first : null))?.LocalDate(utc) ?? DateOnly.FromDateTime(utc);
}

/// <summary>The plan by which a session is priced, or why there is none.</summary>
internal sealed record PlanChoice(PricePlan? Plan, Rejection? Reason)
{
    public static PlanChoice None(string detail) => new(null, new Rejection(QuarantineCode.NoPlan, detail));
}
