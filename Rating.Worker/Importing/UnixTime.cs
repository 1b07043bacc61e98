using System.Globalization;

namespace Charging.Rating.Importing;

/// <summary>
/// The one kind of time that records may be trusted with. Null for what is none, for 0, which platforms write for
/// "never", and for what lies beyond the year 9999.
/// </summary>
internal static class UnixTime
{
    private const long LastSecond = 253_402_300_799;

    /// <summary>Seconds since 1970, with or without a fraction, cut to milliseconds.</summary>
    public static DateTime? OfSeconds(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) &&
        seconds is > 0 and <= LastSecond
            ? DateTime.UnixEpoch.AddMilliseconds((long)(seconds * 1_000))
            : null;

    /// <summary>Missing or 0: the record was written before it came to that.</summary>
    public static bool IsNever(string? text) => text is null or "0";

    /// <summary>Microseconds since 1970, cut to milliseconds.</summary>
    public static DateTime? OfMicroseconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) &&
        microseconds is > 0 and <= LastSecond * 1_000_000
            ? DateTime.UnixEpoch.AddMilliseconds(microseconds / 1_000)
            : null;
}
