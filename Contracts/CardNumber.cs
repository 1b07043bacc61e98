using System.Text.RegularExpressions;

namespace Charging.Contracts;

/// <summary>
/// Finds card numbers in text: 13 to 19 digits whose check digit is right by Luhn's formula (ISO/IEC 7812-1), also with
/// spaces or dashes between the digits. What is plainly something else is let through: a telephone number where one is
/// expected, a UUID or another hexadecimal identifier, and digits in groups that begin with a calendar date.
/// </summary>
public static partial class CardNumber
{
    private const int Fewest = 13;
    private const int Most = 19;
    private const int Shown = 4;
    private const int MostGroups = 5;

    public static bool IsIn(string text) => MayBeIn(text) && Find(text).Count > 0;

    /// <summary>Every digit of a card number but the last four becomes an asterisk.</summary>
    public static string Masked(string text)
    {
        if (!MayBeIn(text)) return text;

        var masked = text.ToCharArray();
        foreach (var found in Find(text))
        {
            var hidden = Digits(text[found]) - Shown;
            for (var i = found.Start.Value; hidden > 0; i++)
            {
                if (!char.IsAsciiDigit(text[i])) continue;
                masked[i] = '*';
                hidden--;
            }
        }

        return new string(masked);
    }

    /// <summary>E.164 with its plus.</summary>
    public static bool IsTelephoneNumber(string text) => Telephone().IsMatch(text);

    private static bool MayBeIn(string text) => text.Length >= Fewest && Digits(text) >= Fewest;

    private static List<Range> Find(string text)
    {
        var found = new List<Range>();
        var scanned = Identifiers().Replace(text, identifier => new string('x', identifier.Length));
        foreach (var sequence in Sequences().EnumerateMatches(scanned))
        {
            var whole = scanned.AsSpan(sequence.Index, sequence.Length);
            if (IsCard(whole) && !DateFirst().IsMatch(whole))
                found.Add(new Range(sequence.Index, sequence.Index + sequence.Length));
            else
                FindAmongGroups(scanned, Groups().Matches(whole.ToString()), sequence.Index, found);
        }

        return found;
    }

    private static void FindAmongGroups(string text, MatchCollection groups, int offset, List<Range> found)
    {
        for (var first = 0; first < groups.Count; first++)
        {
            for (var last = Math.Min(first + MostGroups, groups.Count) - 1; last >= first; last--)
            {
                var range = new Range(offset + groups[first].Index, offset + groups[last].Index + groups[last].Length);
                var lengths = groups.Take(first..(last + 1)).Select(group => group.Length);
                if (!IsLaidOutAsCard([.. lengths]) || !IsCard(text.AsSpan()[range])) continue;
                found.Add(range);
                first = last;
            }
        }
    }

    /// <summary>As card numbers are printed: in fours, in 4-6-5 or 4-6-4, or as one run of digits.</summary>
    private static bool IsLaidOutAsCard(ReadOnlySpan<int> groups) => groups switch
    {
        [_] or [4, 6, 4 or 5] or [4, 4, 4, >= 1 and <= 4] or [4, 4, 4, 4, >= 1 and <= 3] => true,
        _ => false,
    };

    /// <summary>The right number of digits, and Luhn: with every second one doubled, the sum ends in 0.</summary>
    private static bool IsCard(ReadOnlySpan<char> text)
    {
        var (sum, digits) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var digit = text[i] - '0';
            if (digits++ % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return digits is >= Fewest and <= Most && sum % 10 == 0;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character)) digits++;
        }

        return digits;
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{1,14}\z")]
    private static partial Regex Telephone();

    /// <summary>UUIDs, and words of as many hexadecimal digits as hashes have, with a letter among them.</summary>
    [GeneratedRegex("(?<![0-9A-Za-z])(" +
        "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" +
        "|(?=[0-9]*[a-fA-F])([0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32}|[0-9a-fA-F]{24}|[0-9a-fA-F]{16})" +
        ")(?![0-9A-Za-z])")]
    private static partial Regex Identifiers();

    /// <summary>Digits, with spaces or dashes between them.</summary>
    [GeneratedRegex(@"[0-9]+([ \u00A0-]+[0-9]+)*")]
    private static partial Regex Sequences();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Groups();

    /// <summary>Groups of digits that begin with a day of this or the last century, as many identifiers do.</summary>
    [GeneratedRegex(@"^(19|20)[0-9]{2}[ \u00A0-]?(0[1-9]|1[0-2])[ \u00A0-]?(0[1-9]|[12][0-9]|3[01])[ \u00A0-]")]
    private static partial Regex DateFirst();
}
