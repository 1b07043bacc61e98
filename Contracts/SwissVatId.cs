using System.Text.RegularExpressions;

namespace Charging.Contracts;

/// <summary>
/// Switzerland's VAT ids, which its law writes CHE-123.456.789 MWST (or TVA, IVA): the only ones that come in several
/// spellings. Messages carry one of them, <c>CHE123456789MWST</c>.
/// </summary>
public static partial class SwissVatId
{
    /// <summary>Whether it is one, however it is spelled.</summary>
    public static bool IsOne(string id) => Spelled().IsMatch(id);

    /// <summary>Without dashes, dots and blanks; any other text as it is.</summary>
    public static string Canonical(string id)
    {
        var swiss = Spelled().Match(id);
        return swiss.Success
            ? $"CHE{swiss.Groups[1]}{swiss.Groups[2]}{swiss.Groups[3]}{swiss.Groups[4].Value.ToUpperInvariant()}"
            : id;
    }

    [GeneratedRegex(@"^\s*CHE[- ]?([0-9]{3})[. ]?([0-9]{3})[. ]?([0-9]{3})[- ]?(MWST|TVA|IVA)?\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Spelled();
}
