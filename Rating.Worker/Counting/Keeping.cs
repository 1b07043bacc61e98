using Charging.Contracts;
using Charging.Rating.Pricing;

namespace Charging.Rating;

/// <summary>What came of keeping a session: the usage under its key, or why there is none.</summary>
internal sealed record Keeping(KeptUsage? Kept, Rejection? Rejection);

/// <summary>What is stored for a session's key; a conflict if that says something else than this session.</summary>
internal sealed record KeptUsage(Usage Stored, bool IsConflict, bool IsRepeat)
{
    public static KeptUsage Of(Usage usage, Usage stored) => new(
        stored,
        IsConflict: !stored.Says(usage),
        IsRepeat: !ReferenceEquals(stored, usage));

    /// <summary>For a session whose key is taken.</summary>
    public static KeptUsage Again(Usage stored, SessionEnded session) => new(
        stored,
        IsConflict: !stored.Says(session),
        IsRepeat: true);
}
