using System.Text.RegularExpressions;

namespace Charging.Documents.Parties;

/// <summary>
/// Creditor identifiers of SEPA (EPC262-08), without spaces: country, two check digits, a business code of three that
/// the creditor chooses, and the national identifier.
/// </summary>
public static partial class CreditorId
{
    /// <summary>The business code may change and is no part of what is checked.</summary>
    private const int NationalFrom = 7;

    /// <summary>Whose are of one length, as their banks give them; others are bounded alone.</summary>
    private static readonly Dictionary<string, int> Lengths = new()
    {
        ["AT"] = 18, ["CZ"] = 12, ["DE"] = 18, ["ES"] = 16, ["FI"] = 15, ["FR"] = 13, ["IT"] = 23, ["LU"] = 26,
        ["NL"] = 19, ["PT"] = 13, ["SK"] = 18,
    };

    /// <summary>What is wrong with it, for people; null when country, length and check digits are right.</summary>
    public static string? FaultIn(string id)
    {
        if (!Form().IsMatch(id))
            return $"'{id}' is not two capital letters of the country, two digits, a business code of three letters " +
                "and digits such as ZZZ, and 1 to 28 letters and digits";
        if (!Countries.IsKnown(id[..2])) return $"'{id}' begins with '{id[..2]}', which is no country";
        if (Lengths.TryGetValue(id[..2], out var length) && id.Length != length)
            return $"'{id}' has {id.Length} characters; one of {id[..2]} has {length}";
        return Iban.IsWhole(id[NationalFrom..] + id[..4]) ? null : $"'{id}' has wrong check digits";
    }

    [GeneratedRegex(@"^[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}\z")]
    private static partial Regex Form();
}
