using System.Text.RegularExpressions;

namespace Charging.Documents.Parties;

/// <summary>International bank account numbers (ISO 13616), without spaces.</summary>
public static partial class Iban
{
    /// <summary>What is wrong with it, for people; null when form and check digits are right.</summary>
    public static string? FaultIn(string iban)
    {
        if (!Form().IsMatch(iban))
            return $"'{iban}' is not two capital letters of the country, two digits, and 11 to 30 letters and digits";

        return IsWhole(iban[4..] + iban[..4]) ? null : $"'{iban}' has wrong check digits";
    }

    /// <summary>
    /// ISO 7064, MOD 97-10, with A as 10 … Z as 35, over a number whose country and check digits were moved to its end.
    /// </summary>
    internal static bool IsWhole(string turned) => turned.Aggregate(0, (rest, character) =>
        char.IsAsciiDigit(character)
            ? ((rest * 10) + (character - '0')) % 97
            : ((rest * 100) + (character - 'A' + 10)) % 97) == 1;

    [GeneratedRegex(@"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\z")]
    private static partial Regex Form();
}
