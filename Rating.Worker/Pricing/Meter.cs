using Charging.Rating.Numbers;

namespace Charging.Rating.Pricing;

/// <summary>What the entries of a plan go by while they price one session, and what they find.</summary>
/// <param name="used">What the session's counter stands at before it.</param>
/// <param name="allowance">What is free in the period altogether; 0 where the plan has no allowance.</param>
/// <param name="calendar">The plan's.</param>
/// <param name="numbers">How addresses are read.</param>
internal sealed class Meter(long used, long allowance, LocalCalendar calendar, Numbering numbers)
{
    private Dictionary<string, string>? addresses;

    public LineSheet Lines { get; } = new();

    public LocalCalendar Calendar => calendar;

    public Numbering Numbers => numbers;

    /// <summary>The numbers by which addresses were priced that came in another form; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Addresses => addresses;

    /// <summary>How far the month's tiers have come before this session.</summary>
    public long Used => used;

    /// <summary>What the session adds to its counter.</summary>
    public long Counted { get; private set; }

    /// <summary>What is left of the allowance.</summary>
    public long Free => Math.Max(0, allowance - used - Counted);

    /// <param name="address">As it came.</param>
    /// <param name="number">As it was read.</param>
    public void PricedAs(string address, string number)
    {
        if (address != number) (addresses ??= new(StringComparer.Ordinal))[address] = number;
    }

    public void Count(long quantity) => Counted += quantity;

    /// <summary>Takes as much of this as is left of the allowance, counts it, and says how much that was.</summary>
    public long Cover(long quantity)
    {
        var covered = Math.Min(quantity, Free);
        Count(covered);
        return covered;
    }
}
