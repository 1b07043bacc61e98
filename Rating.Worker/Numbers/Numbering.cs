using System.Buffers;
using System.Collections.Frozen;

namespace Charging.Rating.Numbers;

/// <summary>
/// Reads addresses as telephone numbers, E.164 with a plus, by the settings of their source. What can be read in two
/// ways, or in none, is no number: a price is never found by a guess.
/// </summary>
internal sealed class Numbering(IReadOnlyList<NumberRule> rules)
{
    private const int Longest = 15;

    /// <summary>A number that does not say by its plus that it is one has at least so many digits.</summary>
    private const int Shortest = 7;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private static readonly FrozenSet<string> Withheld = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "anonymous", "anonymous.invalid", "restricted", "unavailable", "private",
        "unknown", "withheld");

    /// <summary>Without settings.</summary>
    public static Numbering Plain { get; } = new([]);

    /// <param name="source">Who tells the session.</param>
    /// <param name="address">As it came.</param>
    public ReadAddress Read(string source, string? address)
    {
        if (string.IsNullOrWhiteSpace(address)) return new(AddressKind.Withheld, "");
        if (IsE164(address)) return new(AddressKind.Number, address);

        var text = AddressText.Of(address);
        if (text.User.Length == 0 || Withheld.Contains(text.User)) return new(AddressKind.Withheld, text.User);
        var rule = RuleFor(source);
        var dialled = text.Dialled;
        if (rule.Lists(text.User) || rule.Lists(dialled)) return new(AddressKind.Listed, text.User);

        dialled = WithoutPrefix(dialled, rule);
        var readings = Readings(dialled, text.Context, rule).Distinct().Take(2).ToList();
        return readings is [var number]
            ? new(AddressKind.Number, number)
            : new(AddressKind.Unknown, text.User, NumberHint.For(new(source, address, dialled, rule, readings)));
    }

    /// <summary>Plus, country code, number.</summary>
    public static bool IsE164(string text) => text.Length is > 1 and <= Longest + 1 && text[0] == '+' &&
        text[1] != '0' && !text.AsSpan(1).ContainsAnyExcept(Digits);

    private NumberRule RuleFor(string source)
    {
        foreach (var rule in rules)
            if (rule.IsFor(source)) return rule;
        return NumberRule.None;
    }

    private static string WithoutPrefix(string dialled, NumberRule rule)
    {
        var prefix = rule.Strip.Where(strip => dialled.StartsWith(strip, StringComparison.OrdinalIgnoreCase))
            .MaxBy(strip => strip.Length);
        return prefix is null ? dialled : dialled[prefix.Length..];
    }

    /// <summary>Every number that it can be; more than one only where the settings allow it to be either.</summary>
    private static List<string> Readings(string dialled, string? context, NumberRule rule)
    {
        var hasPlus = dialled.StartsWith('+');
        var digits = hasPlus ? dialled[1..] : dialled;
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExcept(Digits)) return [];
        if (digits.Trim('0').Length == 0) return []; // switches write 0000000000 for a caller whom they do not know
        if (hasPlus && IsE164(dialled)) return [dialled];

        var international = rule.International
            .Where(prefix => digits.StartsWith(prefix, StringComparison.Ordinal))
            .OrderByDescending(prefix => prefix.Length)
            .Select(prefix => Global(digits[prefix.Length..])).OfType<string>().FirstOrDefault();
        if (international is not null) return [international];
        if (hasPlus) return [];
        return context is null ? Domestic(digits, rule) : InContext(digits, context, rule);
    }

    private static List<string> Domestic(string digits, NumberRule rule)
    {
        if (rule.Country is { } country)
        {
            if (Behind(rule.Trunk, digits) is [not '0', ..] behind && (rule.NationalDigits?.Fits(behind) ?? true) &&
                Global(country + behind) is { } byTrunk) return [byTrunk];
            // Where a trunk prefix is dialled, a 0 at the beginning is one; without, Italy's numbers begin with it.
            var isNational = rule.Trunk is null || digits[0] != '0';

            string?[] readings =
            [
                Fits(rule.NationalDigits, Behind(country, digits)) ? Global(digits) : null,
                isNational && Fits(rule.NationalDigits, digits) ? Global(country + digits) : null,
                Fits(rule.LocalDigits, digits) ? Global(country + rule.Area + digits) : null,
            ];
            if (readings.OfType<string>().ToList() is { Count: > 0 } found) return found;
        }

        return rule.WithoutPlus && Global(digits) is { } number ? [number] : [];
    }

    /// <summary>The number says itself where it is dialled; its trunk prefix only settings can tell.</summary>
    private static List<string> InContext(string digits, string context, NumberRule rule)
    {
        var isHome = rule.Country == context;
        if (isHome && Domestic(digits, rule) is { Count: > 0 } readings) return readings;
        return digits[0] != '0' && Global(context + digits) is { } number ? [number] : [];
    }

    private static bool Fits(DigitRange? length, string? digits) =>
        digits is not null && length is { } range && range.Fits(digits);

    private static string? Behind(string? prefix, string digits) =>
        prefix is not null && digits.StartsWith(prefix, StringComparison.Ordinal) ? digits[prefix.Length..] : null;

    private static string? Global(string digits) =>
        digits.Length is >= Shortest and <= Longest && digits[0] != '0' ? $"+{digits}" : null;
}
