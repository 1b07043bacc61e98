namespace Charging.Payments.Announcing;

/// <summary>On which day a debit is drawn that is told before, and when that begins, by the seller's clock.</summary>
internal static class DebitDay
{
    /// <summary>The day on the seller's wall at that moment (UTC).</summary>
    public static DateOnly Of(DateTime moment, string? timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, ZoneOf(timeZone)));

    /// <summary>At least so many days after that of the notice, and one on which banks are open.</summary>
    /// <param name="toldAt">UTC.</param>
    /// <param name="days">That the customer is given.</param>
    /// <param name="timeZone">The seller's.</param>
    public static DateOnly After(DateTime toldAt, int days, string? timeZone) =>
        TargetDays.OnOrAfter(Of(toldAt, timeZone).AddDays(days));

    /// <summary>The first moment of the day (UTC).</summary>
    public static DateTime Begin(DateOnly day, string? timeZone)
    {
        var zone = ZoneOf(timeZone);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock skips midnight, the day begins with the first moment after the gap.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(midnight)
            ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return DateTime.SpecifyKind(midnight - offset, DateTimeKind.Utc);
    }

    private static TimeZoneInfo ZoneOf(string? timeZone) =>
        timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)
            ? zone
            : TimeZoneInfo.Utc;
}
