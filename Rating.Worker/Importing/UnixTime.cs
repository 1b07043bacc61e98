using System.Globalization;

namespace Charging.Rating.Importing;

/// <summary>
/// The one kind of time that records may be trusted with. Null for what is none, for 0, which platforms write for
/// "never", and for times before 2000 or of more than ten digits of seconds, beyond 2286: they are in another unit.
/// </summary>
internal static class UnixTime
{
    private const long FirstSecond = 946_684_800;
    private const long LastSecond = 9_999_999_999;

    /// <summary>Seconds since 1970, with or without a fraction, cut to milliseconds.</summary>
    public static DateTime? OfSeconds(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) &&
        seconds is >= FirstSecond and <= LastSecond
            ? DateTime.UnixEpoch.AddMilliseconds((long)(seconds * 1_000))
            : null;

    /// <summary>Missing or 0: the record was written before it came to that.</summary>
    public static bool IsNever(string? text) => text is null or "0";

    /// <summary>Microseconds since 1970, cut to milliseconds.</summary>
    public static DateTime? OfMicroseconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) &&
        microseconds is >= FirstSecond and <= LastSecond * 1_000_000
            ? DateTime.UnixEpoch.AddMilliseconds(microseconds / 1_000)
            : null;
}
