namespace Charging.Contracts.Cards;

/// <summary>
/// Which fields people write into as they like, told by the field's name, as the attributes of a session have it. A
/// field that is meant for identifiers or telephone numbers may hold what looks like a card number, and is none: order
/// and ticket numbers, IMEI, SIRET.
/// </summary>
public static class FreeText
{
    private const int LongestTelephone = 15;

    /// <summary>The text of a field of this name, with its card numbers masked.</summary>
    public static string Masked(string field, string text) => CardNumber.Masked(text, field);

    /// <summary>
    /// Whether the field is meant for identifiers, and the text may be one: a word, or a telephone number.
    /// </summary>
    internal static bool IsIdentifier(string field, ReadOnlySpan<byte> folded) =>
        (!folded.Contains((byte)' ') || IsDialled(folded)) && IsForIdentifiers(field);

    /// <summary>No letters, and no more digits than E.164 has; those that were masked count.</summary>
    private static bool IsDialled(ReadOnlySpan<byte> folded)
    {
        var digits = 0;
        foreach (var character in folded)
        {
            if (char.IsAsciiDigit((char)character) || character == CardScan.Hidden) digits++;
            if (char.IsAsciiLetter((char)character) || character == FoldedText.Other) return false;
        }

        return digits <= LongestTelephone;
    }

    private static bool IsForIdentifiers(string field)
    {
        var (any, words) = (false, WordsOf(field).ToList());
        foreach (var word in words)
        {
            if (FieldWords.OfCards.Contains(word) || word.Contains("card", StringComparison.Ordinal)) return false;
            any |= FieldWords.OfNumbers.Contains(word)
                ? words.Count > 1
                : FieldWords.OfIdentifiers.Contains(word) || FieldWords.Endings.Any(word.EndsWith);
        }

        return any;
    }

    private static bool IsUpper(char character) => char.IsAsciiLetterUpper(character);

    /// <summary><c>callingLine</c>, <c>calling_line</c> and <c>X-Calling-Line</c> have the same words.</summary>
    private static IEnumerable<string> WordsOf(string field)
    {
        var start = 0;
        for (var i = 0; i <= field.Length; i++)
        {
            var ends = i == field.Length || !char.IsAsciiLetterOrDigit(field[i]);
            if (!ends && (i == start || !IsUpper(field[i]) || IsUpper(field[i - 1]))) continue;
            if (i > start) yield return field[start..i].ToLowerInvariant();
            start = ends ? i + 1 : i;
        }
    }
}
