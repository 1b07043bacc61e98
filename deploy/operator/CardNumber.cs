using System.Text.RegularExpressions;

namespace Charging.Operator;

/// <summary>
/// 13 to 19 digits, perhaps in groups, whose last one is the Luhn check of the others. A telephone number in E.164 with
/// its plus is none.
/// </summary>
internal static partial class CardNumber
{
    public static bool IsIn(string text) => Candidate().Matches(text).Any(match => Luhn(match.Value));

    /// <summary>The text with all but the last four digits of such a number as stars.</summary>
    public static string Mask(string text) => Candidate().Replace(text, match =>
        Luhn(match.Value) ? new string('*', match.Length - 4) + match.Value[^4..] : match.Value);

    [GeneratedRegex(@"(?<![+\d])\d(?:[ -]?\d){12,18}(?!\d)")]
    private static partial Regex Candidate();

    private static bool Luhn(string text)
    {
        var sum = 0;
        var position = 0;
        foreach (var digit in text.Reverse().Where(char.IsAsciiDigit).Select(character => character - '0'))
        {
            var weighted = position++ % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
