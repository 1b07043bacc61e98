namespace Charging.Invoicing.Exchanging;

/// <summary>What one of a currency was worth in the base of its source, day by day.</summary>
/// <param name="Days">That a rate was published for, in order.</param>
/// <param name="Values">Of each day; null for one that is set aside.</param>
internal sealed record RateSeries(DateOnly[] Days, Rational?[] Values)
{
    /// <summary>Of the base itself, which is worth 1 on any day.</summary>
    public static RateSeries OfBase { get; } = new([], []) { IsBase = true };

    /// <summary>Where nothing was ever published.</summary>
    public static RateSeries None { get; } = new([], []);

    private bool IsBase { get; init; }

    /// <summary>The last day with a rate, on that day or before it; null if there is none.</summary>
    public DateOnly? LastBy(DateOnly day)
    {
        if (IsBase) return day;

        var at = Array.BinarySearch(Days, day);
        var last = at >= 0 ? at : ~at - 1;
        return last >= 0 ? Days[last] : null;
    }

    /// <summary>Null where there is no rate for just that day, or where it is set aside.</summary>
    public Rational? On(DateOnly day)
    {
        if (IsBase) return 1;
        return Array.BinarySearch(Days, day) is >= 0 and var at ? Values[at] : null;
    }
}
