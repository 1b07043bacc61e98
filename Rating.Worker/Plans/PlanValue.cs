using System.Globalization;
using System.Text.RegularExpressions;
using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

internal delegate bool TryRead<T>(string text, out T value);

/// <summary>A kind of value in a plan: how it is read, and what to say is allowed when it cannot be.</summary>
/// <param name="Allowed">Completes "'x' is not …".</param>
/// <param name="Nothing">Stands in for a value that could not be read; the plan is refused anyway.</param>
/// <param name="Read">False for text that is not such a value.</param>
internal sealed record PlanValue<T>(string Allowed, T Nothing, TryRead<T> Read);

internal static partial class PlanValue
{
    public static readonly PlanValue<string> Code = new(
        "a code; use 1 to 100 letters, digits, dots, dashes and underscores",
        "", (string text, out string value) => CodePattern().IsMatch(value = text));

    public static readonly PlanValue<string> Name = new(
        "a name; use 1 to 200 characters",
        "", (string text, out string value) => (value = text.Trim()).Length is > 0 and <= 200);

    public static readonly PlanValue<string> Currency = new(
        "a currency of ISO 4217; use one such as EUR or JPY",
        "", (string text, out string value) => Currencies.IsKnown(value = text));

    public static readonly PlanValue<TimeZoneInfo> Zone = new(
        "a time zone of the IANA database; use one such as Europe/Prague or UTC",
        TimeZoneInfo.Utc, TryZone);

    public static readonly PlanValue<DateOnly> Date = new(
        "a date; write it as 2026-01-31",
        default, (string text, out DateOnly value) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    public static readonly PlanValue<Rational> Price = new(
        "a price; write a decimal number such as 0.06, not negative, below 1000000000, with at most 18 decimals",
        default, TryPrice);

    /// <summary>In milliseconds.</summary>
    public static readonly PlanValue<long> Duration = new(
        "a duration; write whole seconds, minutes or hours such as 90s, 1m or 1h, at most 8760h",
        0, TryDuration);

    /// <summary>In milliseconds.</summary>
    public static readonly PlanValue<long> PositiveDuration = new(
        "a duration above zero; write whole seconds, minutes or hours such as 90s, 1m or 1h, at most 8760h",
        1, (string text, out long value) => TryDuration(text, out value) && value > 0);

    public static readonly PlanValue<long> Unit = Whole("a size", 1_000_000_000_000_000);

    /// <summary>Of an allowance; messages or bytes.</summary>
    public static readonly PlanValue<long> Quantity = Whole("a quantity", 1_000_000_000_000_000);

    /// <summary>Of an allowance.</summary>
    public static readonly PlanValue<long> Minutes = Whole("a quantity", 1_000_000_000);

    /// <summary>Where a tier ends, in units; 0 if it cannot be read.</summary>
    public static readonly PlanValue<Rational> UpTo = new(
        "a number of units; write a number above 0 such as 100, below 1000000000000000, with at most 6 decimals",
        default, TryUpTo);

    /// <summary>In minutes after midnight, 0 to 1439.</summary>
    public static readonly PlanValue<int> From = new(
        "a time of day; write it as \"00:00\" to \"23:59\"",
        0, (string text, out int value) => TryTimeOfDay(text, out value) && value < Window.MinutesPerDay);

    /// <summary>In minutes after midnight, 1 to 1440.</summary>
    public static readonly PlanValue<int> To = new(
        "a time of day; write it as \"00:01\" to \"24:00\"",
        Window.MinutesPerDay, TryEndOfTime);

    public static readonly PlanValue<int> Priority = new(
        "a priority; write a whole number from -999999 to 999999",
        0, (string text, out int value) =>
            PriorityPattern().IsMatch(text) & int.TryParse(text, CultureInfo.InvariantCulture, out value));

    public static readonly PlanValue<string> Destination = new(
        "a destination; write the first digits of an address such as \"+420\", or \"*\" for any",
        "", TryDestination);

    public static PlanValue<T> Word<T>() where T : struct, Enum => new(
        $"known here; use {string.Join(", ", Words.All<T>())}",
        default, Words.TryRead);

    /// <summary>As <see cref="Word"/>, but null for a word that is none of them.</summary>
    public static PlanValue<T?> WordOrNone<T>() where T : struct, Enum => new(
        Word<T>().Allowed,
        null, (string text, out T? value) =>
        {
            var read = Words.TryRead<T>(text, out var word);
            value = read ? word : null;
            return read;
        });

    public static PlanValue<string> OneOf(params string[] words) => new(
        $"known here; use {string.Join(", ", words)}",
        words[0], (string text, out string value) => words.Contains(value = text));

    private static PlanValue<long> Whole(string what, long most) => new(
        $"{what}; write a whole number of 1 or more, at most {most.ToString(CultureInfo.InvariantCulture)}",
        1, (string text, out long value) =>
            WholePattern().IsMatch(text) & long.TryParse(text, out value) && value > 0 && value <= most);

    private static bool TryZone(string text, out TimeZoneInfo value)
    {
        var found = TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId;
        value = zone ?? TimeZoneInfo.Utc;
        return found;
    }

    private static bool TryPrice(string text, out Rational value)
    {
        var read = PricePattern().IsMatch(text) & decimal.TryParse(text, CultureInfo.InvariantCulture, out var price);
        value = read ? price : 0;
        return read;
    }

    private static bool TryUpTo(string text, out Rational value)
    {
        var read = UpToPattern().IsMatch(text) & decimal.TryParse(text, CultureInfo.InvariantCulture, out var units);
        value = read ? units : 0;
        return value.Sign > 0;
    }

    private static bool TryDuration(string text, out long value)
    {
        value = 0;
        if (!DurationPattern().IsMatch(text)) return false;
        var seconds = text[^1] switch { 'h' => 3600, 'm' => 60, _ => 1 };
        value = long.Parse(text[..^1], CultureInfo.InvariantCulture) * seconds * 1000;
        return value <= 8760L * 3600 * 1000;
    }

    /// <summary>In minutes after midnight; 24:00 is the midnight after.</summary>
    private static bool TryTimeOfDay(string text, out int value)
    {
        value = 0;
        if (!TimeOfDayPattern().IsMatch(text)) return false;
        value = (int.Parse(text[..2], CultureInfo.InvariantCulture) * 60) +
            int.Parse(text[3..], CultureInfo.InvariantCulture);
        return value <= Window.MinutesPerDay;
    }

    /// <summary>As an end, 00:00 is the midnight after.</summary>
    private static bool TryEndOfTime(string text, out int value)
    {
        var read = TryTimeOfDay(text, out value);
        if (value == 0) value = Window.MinutesPerDay;
        return read;
    }

    /// <summary>"*" fits anything, as the empty prefix does. A prefix that ends in "*" is a misunderstanding.</summary>
    private static bool TryDestination(string text, out string value)
    {
        value = text == "*" ? "" : text;
        return text == "*" || (text.Length is > 0 and <= 200 && text[^1] != '*');
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^[0-9]{1,9}(\.[0-9]{1,18})?\z")]
    private static partial Regex PricePattern();

    [GeneratedRegex(@"^[0-9]{1,8}[smh]\z")]
    private static partial Regex DurationPattern();

    [GeneratedRegex(@"^[0-9]{2}:[0-5][0-9]\z")]
    private static partial Regex TimeOfDayPattern();

    [GeneratedRegex(@"^-?[0-9]{1,6}\z")]
    private static partial Regex PriorityPattern();

    [GeneratedRegex(@"^[0-9]{1,16}\z")]
    private static partial Regex WholePattern();

    [GeneratedRegex(@"^[0-9]{1,15}(\.[0-9]{1,6})?\z")]
    private static partial Regex UpToPattern();
}
