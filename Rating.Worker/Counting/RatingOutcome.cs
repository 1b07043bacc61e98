using Charging.Rating.Pricing;

namespace Charging.Rating.Counting;

/// <summary>What became of a session that was to be rated.</summary>
internal abstract record RatingOutcome
{
    private RatingOutcome()
    {
    }

    /// <summary>As a trace says it.</summary>
    public string Word => this switch
    {
        Rated => "rated",
        Repeated => "repeated",
        SetAside => "setAside",
        _ => "awaiting",
    };

    /// <summary>It has its usage now.</summary>
    public sealed record Rated(Usage Usage) : RatingOutcome;

    /// <summary>It was rated before, and this is the usage of then.</summary>
    public sealed record Repeated(Usage Usage) : RatingOutcome;

    /// <summary>It is not charged as it came.</summary>
    public sealed record SetAside(Rejection Reason) : RatingOutcome;

    /// <summary>It is told again when its bridge has served its legs.</summary>
    public sealed record Awaiting : RatingOutcome;

    /// <param name="session">As it came.</param>
    /// <param name="stored">Under its key.</param>
    public static RatingOutcome Of(SessionEnded session, StoredUsage stored) => stored switch
    {
        { IsConflict: true } => new SetAside(Rejection.Conflict(session)),
        { IsRepeat: true } => new Repeated(stored.Stored),
        _ => new Rated(stored.Stored),
    };
}
