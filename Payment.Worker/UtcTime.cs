namespace Charging.Payments;

internal static class UtcTime
{
    /// <summary>The moment in UTC, cut to the milliseconds that the wire and the database keep.</summary>
    public static DateTime UtcNow(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return Wire.Moment(now);
    }
}
