using System.Text.RegularExpressions;

namespace Charging.Rating.Importing;

/// <summary>
/// Whose conference it is, by its name: after the last at sign; or after the separator that is set, at its last place;
/// or after a UUID or a number at the beginning (FusionPBX names rooms UUID-DOMAIN, vanilla dialplans 3000-DOMAIN); or
/// after the one hyphen. Where hyphens leave it open, nobody guesses whose it is.
/// </summary>
internal static partial class RoomName
{
    /// <summary>Null where the name does not tell.</summary>
    /// <param name="name">As FreeSWITCH records it.</param>
    /// <param name="separator">Null if none is set.</param>
    public static string? CustomerIn(string name, string? separator)
    {
        var room = Uuid().Match(name);
        var rest = name[room.Length..];
        if (After(rest, "@") is { } domain) return domain;
        if (room.Success) return rest.Length > 0 ? rest : null;
        if (separator is not null) return After(rest, separator);
        if (Number().Match(rest) is { Success: true } number)
            return rest.Length > number.Length ? rest[number.Length..] : null;
        return rest.Count(sign => sign == '-') == 1 ? After(rest, "-") : null;
    }

    public static Imported.Refused NoCustomer(string name, ImportOptions options) => new(
        $"No customer: the conference's 'domain' is not told by its name '{name}'. Set {options.Setting}__Separator " +
        $"to what stands before the customer there, or {options.Setting}__Customer to an element of caller_profile.");

    private static string? After(string text, string separator)
    {
        var at = text.LastIndexOf(separator, StringComparison.Ordinal);
        return at >= 0 && at + separator.Length < text.Length ? text[(at + separator.Length)..] : null;
    }

    [GeneratedRegex("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}[-@_.]?")]
    private static partial Regex Uuid();

    [GeneratedRegex("^[0-9]+-")]
    private static partial Regex Number();
}
