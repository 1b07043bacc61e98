using System.Text.RegularExpressions;

namespace Charging.Rating.Numbers;

/// <summary>Says to people why an address is no telephone number, and which setting would make it one.</summary>
internal static partial class NumberHint
{
    private const int LongestShort = 6;

    public static string For(UnreadAddress unread)
    {
        var (source, address, dialled, rule, readings) = unread;
        var read = $"The address '{address}' of source '{source}' is neither a telephone number nor a listed form";
        if (readings.Count > 1)
            return $"{read}: by {rule.Setting} it may be {readings[0]} or {readings[1]}. Have it sent with its plus.";

        var setting = rule == NumberRule.None ? $"Numbers__0__Source={source} and Numbers__0" : rule.Setting;
        return $"{read}. {WhatToDo(dialled, setting)}, then replay.";
    }

    private static string WhatToDo(string dialled, string setting)
    {
        if (TechPrefix().Match(dialled) is { Success: true } tech)
            return $"If a number follows a tech prefix, set {setting}__Strip={tech.Value}";
        if (!AllDigits().IsMatch(dialled)) return Listing(dialled, setting);
        if (dialled.StartsWith('+')) return "Have it sent as E.164: a plus, the country code, at most 15 digits in all";
        if (International().Match(dialled) is { Success: true } prefix)
            return $"If a country code follows, set {setting}__International={prefix}";
        if (dialled.StartsWith('0')) return $"If it is a national number, set {setting}__Country and __Trunk=0";
        return dialled.Length <= LongestShort
            ? Listing(dialled, setting)
            : $"If only its plus is missing, set {setting}__WithoutPlus=true; if it is a national one, __Country " +
                $"and __NationalDigits={dialled.Length}";
    }

    private static string Listing(string dialled, string setting) =>
        $"If it may be charged, list it with {setting}__Listed={dialled} and name it among the plan's destinations";

    [GeneratedRegex(@"^[0-9A-Za-z*]{0,20}#|^[*][0-9]{1,4}[*]")]
    private static partial Regex TechPrefix();

    [GeneratedRegex(@"^\+?[0-9]+\z")]
    private static partial Regex AllDigits();

    [GeneratedRegex("^(?:0011|011|010|00|810)(?=[1-9][0-9]{6})")]
    private static partial Regex International();
}

/// <summary>An address that is no number.</summary>
/// <param name="Source">Who told it.</param>
/// <param name="Address">As it came.</param>
/// <param name="Dialled">Without URI and visual separators.</param>
/// <param name="Rule">The settings that were used.</param>
/// <param name="Readings">Two of the numbers that it may be, if it may be several.</param>
internal sealed record UnreadAddress(
    string Source, string Address, string Dialled, NumberRule Rule, IReadOnlyList<string> Readings);
