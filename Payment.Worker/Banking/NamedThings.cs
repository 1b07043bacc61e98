using System.Text.RegularExpressions;

namespace Charging.Payments.Banking;

/// <summary>
/// What is written on a transfer, as names of invoices and payouts: people write CZ-2026-000001 with blanks, dots or
/// small letters, among other words, and banks break lines within it.
/// </summary>
internal static partial class NamedThings
{
    private const int MostWords = 60;
    private const int LongestName = 5;

    /// <summary>All that may be an invoice's number, each once.</summary>
    public static IReadOnlyCollection<string> NumbersIn(IReadOnlyList<string> texts)
    {
        // A number that a bank has broken in two stands in the texts without what is between them.
        string[] readings = [string.Join(' ', texts), string.Concat(texts)];
        return readings.SelectMany(NumbersIn).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether the payout's id stands there, as a word of its own.</summary>
    public static bool Names(string texts, string payoutId)
    {
        for (var at = texts.IndexOf(payoutId, StringComparison.Ordinal); at >= 0;
            at = texts.IndexOf(payoutId, at + 1, StringComparison.Ordinal))
        {
            var end = at + payoutId.Length;
            if ((at == 0 || !IsOfName(texts[at - 1])) && (end == texts.Length || !IsOfName(texts[end]))) return true;
        }

        return false;
    }

    /// <summary>Each row of neighbouring words, with the dash of our numbers between them.</summary>
    private static IEnumerable<string> NumbersIn(string text)
    {
        var words = Word().Matches(text).Select(word => word.Value).Take(MostWords).ToList();
        for (var first = 0; first < words.Count; first++)
        {
            for (var count = 1; count <= LongestName && first + count <= words.Count; count++)
            {
                var name = string.Join('-', words.Skip(first).Take(count));
                if (!name.Any(char.IsAsciiDigit)) continue;
                yield return name;
                yield return name.ToUpperInvariant();
            }
        }
    }

    private static bool IsOfName(char sign) => char.IsLetterOrDigit(sign) || sign is '_' or '-';

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();
}
