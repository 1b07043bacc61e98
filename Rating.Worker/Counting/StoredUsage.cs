namespace Charging.Rating.Counting;

/// <summary>What is stored for a session's key; a conflict if that says something else than this session.</summary>
internal sealed record StoredUsage(Usage Stored, bool IsConflict, bool IsRepeat)
{
    public static StoredUsage Of(Usage usage, Usage stored) => new(
        stored,
        IsConflict: !stored.Says(usage),
        IsRepeat: !ReferenceEquals(stored, usage));

    /// <summary>For a session whose key is taken.</summary>
    public static StoredUsage Again(Usage stored, SessionEnded session) => new(
        stored,
        IsConflict: !stored.Says(session),
        IsRepeat: true);
}
