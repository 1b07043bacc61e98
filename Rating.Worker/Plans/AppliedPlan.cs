using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>A version of a plan as it was applied.</summary>
internal sealed record AppliedPlan(string Code, DateOnly ValidFrom, string Body, DateTime AppliedAt, int Revision)
{
    public string Version => $"plan '{Code}' of {ValidFrom:O}";

    /// <param name="settings">By which it prices.</param>
    public PlanReading Read(PricingSettings settings)
    {
        var reading = PlanReader.Read(Version, Body);
        return reading with { Plan = reading.Plan?.AsRevision(Revision).Under(settings) };
    }
}

/// <summary>A version of a plan as the database has it; the body is null where its digest is known.</summary>
internal sealed record PlanRow(
    string Code, DateOnly ValidFrom, string? Body, DateTime AppliedAt, int Revision, string Digest)
{
    /// <param name="known">Has the reading of every version whose body is not there.</param>
    /// <param name="settings">By which it prices.</param>
    public ReadPlan Read(IReadOnlyList<ReadPlan> known, PricingSettings settings)
    {
        if (Body is not null)
            return new(Digest, new AppliedPlan(Code, ValidFrom, Body, AppliedAt, Revision).Read(settings));
        var before = known.First(one => one.Digest == Digest).Reading;
        return new(Digest, before with { Plan = before.Plan?.AsRevision(Revision) });
    }
}

/// <summary>What came of reading a version of a plan whose text has this digest.</summary>
internal sealed record ReadPlan(string Digest, PlanReading Reading);

/// <summary>A version of a plan as it was applied, and whether a session has been rated by it.</summary>
internal sealed record ListedPlan(
    string Code, DateOnly ValidFrom, string Body, DateTime AppliedAt, int Revision, bool HasRated);

/// <summary>A plan that was read from a file, with the file's text.</summary>
internal sealed record PlanFile(string File, PricePlan Plan, string Body)
{
    public string Version => Plan.Version;
}

internal enum ApplyOutcome
{
    Applied,
    Unchanged,

    /// <summary>The version has rated a session; it has a further revision now, and the one before is kept.</summary>
    Corrected,

    /// <summary>The version has rated a session, and the file says something else: a new validFrom is needed.</summary>
    InUse,
}
