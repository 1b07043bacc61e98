using System.Numerics;
using System.Text.RegularExpressions;

namespace Charging.Documents.Parties;

/// <summary>
/// By which German public buyers route an invoice to the desk that pays it (BT-10 of XRechnung): digits, letters and
/// digits where the buyer has several desks, and two check digits (ISO 7064, MOD 97-10).
/// </summary>
public static partial class LeitwegId
{
    /// <summary>Of electronic addresses (EAS), where the address is a Leitweg-ID.</summary>
    public const string Scheme = "0204";

    /// <summary>What is wrong with it, for people; null for a right one.</summary>
    public static string? FaultIn(string text)
    {
        if (!Form().IsMatch(text))
            return $"'{Plain.Quoted(text)}' is no Leitweg-ID; the buyer tells one such as 04011000-1234512345-06";
        var digits = string.Concat(text.Where(char.IsAsciiLetterOrDigit)
            .Select(one => char.IsAsciiDigit(one) ? $"{one}" : $"{char.ToUpperInvariant(one) - 'A' + 10}"));
        return BigInteger.Parse(digits) % 97 == 1 ? null
            : $"the Leitweg-ID '{text}' has wrong check digits; compare it with what the buyer told";
    }

    [GeneratedRegex(@"^[0-9]{2,12}(-[A-Za-z0-9]{1,30})?-[0-9]{2}\z")]
    private static partial Regex Form();
}
