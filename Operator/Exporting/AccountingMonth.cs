using System.Globalization;

namespace Charging.Operator.Exporting;

/// <summary>
/// A month as the accountant counts days, in one time zone: what was booked at 23:30 UTC on the last of November is
/// December's in Prague, as the date on the seller's invoices is.
/// </summary>
internal sealed record AccountingMonth(DateOnly First, TimeZoneInfo Zone)
{
    /// <summary>A line may be committed that long after its moment: one commit takes many, and may wait.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>UTC, as Until, which is the first moment after it.</summary>
    public DateTime From => Begin(First);

    public DateTime Until => Begin(First.AddMonths(1));

    /// <exception cref="FormatException">It is no month.</exception>
    public static AccountingMonth Parse(string text, TimeZoneInfo zone) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && first.Year is > 2000 and < 9999
            ? new(first, zone)
            : throw new FormatException($"--month is '{text}'; write a month such as 2026-11.");

    /// <summary>Nothing is booked into it any more; null if so, else why not.</summary>
    public string? WhyNotOver(DateTime now) => now >= Until + Late
        ? null
        : $"{this} is not over: it ends at {Until:yyyy-MM-dd HH:mm} UTC, and an hour later all of it is booked. " +
            "Wait until then.";

    public DateOnly DayOf(DateTime moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(
        DateTime.SpecifyKind(moment, DateTimeKind.Utc), Zone));

    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>A day that begins with an hour that the clock leaves out begins after it.</summary>
    private DateTime Begin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, Zone);
    }
}
