using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Documents.Ubl;

/// <summary>How the values of UBL are written (XML Schema, part 2), white space around them aside.</summary>
internal static partial class DataTypes
{
    /// <summary>An example of how a value of that type is written, for people; null if this one is.</summary>
    public static string? ExampleUnless(string type, string text) => type switch
    {
        "decimal" => Decimal().IsMatch(UblElements.Trimmed(text)) ? null : "12.50",
        "boolean" => Truth(text) is null ? "true or false" : null,
        "date" => DayOf(text) is null ? "2026-11-20" : null,
        "time" => Time().IsMatch(UblElements.Trimmed(text)) ? null : "12:30:00",
        "base64Binary" => IsBase64(text) ? null : "base 64",
        "uuid" => Guid.TryParseExact(UblElements.Trimmed(text), "D", out _) ? null : "a UUID with hyphens",
        _ when type.Contains('|') => type.Split('|').Contains(UblElements.Trimmed(text)) ? null : type,
        "language" => Language().IsMatch(UblElements.Trimmed(text)) ? null : "en",
        _ => null,
    };

    /// <summary>A boolean has four words; null if it is none of them.</summary>
    public static bool? Truth(string text) => UblElements.Trimmed(text) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>The day of a date, which may have a time zone; null if it is none.</summary>
    public static DateOnly? DayOf(string text) =>
        Date().Match(UblElements.Trimmed(text)) is { Success: true } match && DateOnly.TryParseExact(
            match.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static bool IsBase64(string text)
    {
        var plain = UblElements.Plain(text).Replace(" ", "", StringComparison.Ordinal);
        // The reader of base 64 forgives white space that XML does not.
        return !plain.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(plain, new byte[plain.Length], out _);
    }

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?\z")]
    private static partial Regex Date();

    [GeneratedRegex(@"^(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)" +
        @"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?\z")]
    private static partial Regex Time();

    [GeneratedRegex(@"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\z")]
    private static partial Regex Language();
}
