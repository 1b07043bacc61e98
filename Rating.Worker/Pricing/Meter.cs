namespace Charging.Rating.Pricing;

/// <summary>What the entries of a plan go by while they price one session, and what they find.</summary>
/// <param name="used">What the session's counter stands at before it.</param>
/// <param name="allowance">What is free in the period altogether; 0 where the plan has no allowance.</param>
internal sealed class Meter(long used, long allowance)
{
    public LineSheet Lines { get; } = new();

    /// <summary>How far the month's tiers have come before this session.</summary>
    public long Used => used;

    /// <summary>What the session adds to its counter.</summary>
    public long Counted { get; private set; }

    /// <summary>What is left of the allowance.</summary>
    public long Free => Math.Max(0, allowance - used - Counted);

    public void Count(long quantity) => Counted += quantity;
}
