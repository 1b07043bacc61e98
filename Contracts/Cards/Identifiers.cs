using System.Text;

namespace Charging.Contracts.Cards;

/// <summary>
/// What has as many digits as a card number and is something else by its form: account numbers (ISO 13616), addresses
/// of German authorities (Leitweg-ID), hashes and other drawn identifiers, telephone numbers, article and location
/// numbers (GTIN-13, GLN). All of a folded text.
/// </summary>
internal static class Identifiers
{
    private const int LongestAccount = 34;
    private const int ShortestAccount = 15;
    private const int LongestLeitwegId = 46;

    /// <summary>E.164 has no more.</summary>
    private const int LongestTelephone = 15;

    /// <summary>
    /// As often do digits and letters change in a word that nobody types: <c>0a41ff</c>, <c>x7Yk2</c>.
    /// </summary>
    private const int ChangesOfDrawn = 3;

    private static readonly int[] LengthsOfHashes = [16, 24, 32, 40, 48, 56, 64, 96, 128];

    private static readonly byte[][] Schemes =
        [[.. "tel:"u8], [.. "sip:"u8], [.. "sips:"u8], [.. "fax:"u8], [.. "sms:"u8], [.. "callto:"u8], [.. "h323:"u8]];

    public static bool IsWord(byte character) => char.IsAsciiLetterOrDigit((char)character);

    public static int EndOfWord(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && IsWord(text[at])) at++;
        return at;
    }

    /// <summary>Where an identifier ends that begins with this word; null if none does.</summary>
    public static int? At(ReadOnlySpan<byte> text, int start, int wordEnd) =>
        EndOfAccount(text, start) ?? EndOfLeitwegId(text, start, wordEnd)
        ?? (IsDrawn(text[start..wordEnd]) ? wordEnd : null);

    /// <summary>
    /// With a plus or a scheme before it, and no longer than such numbers are; or 13 digits that begin as the two
    /// countries' do that have as many, Germany and Austria: no card of 13 digits is issued any more.
    /// </summary>
    /// <param name="text">The whole.</param>
    /// <param name="start">Where the digits begin in it.</param>
    /// <param name="digits">Without what stands between them.</param>
    public static bool IsTelephone(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> digits)
    {
        if (digits.Length == 13 && (digits.StartsWith("49"u8) || digits.StartsWith("43"u8))) return true;

        var before = 0;
        while (start > 0 && digits.Length + before <= LongestTelephone && IsWithinTelephone(text[start - 1]))
        {
            if (char.IsAsciiDigit((char)text[--start])) before++;
        }

        return digits.Length + before <= LongestTelephone && start > 0 && LeadsTelephone(text[..start]);
    }

    /// <summary>
    /// Thirteen digits in one that are an article's or a place's number, or a part of something longer, such as a
    /// Call-ID. Cards of 13 digits are not issued any more, and these are.
    /// </summary>
    public static bool IsThirteen(ReadOnlySpan<byte> text, int start, int end) =>
        IsGtin(text[start..end]) || (start > 0 && text[start - 1] == '-')
        || (end < text.Length && text[end] is (byte)'-' or (byte)'@');

    /// <summary>GS1's check digit is right.</summary>
    private static bool IsGtin(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        return sum % 10 == 0;
    }

    private static bool IsWithinTelephone(byte character) =>
        char.IsAsciiDigit((char)character) || " -()/"u8.Contains(character);

    private static bool LeadsTelephone(ReadOnlySpan<byte> text)
    {
        if (text[^1] == '+' || text.EndsWith("%2B"u8) || text.EndsWith("%2b"u8)) return true;
        foreach (var scheme in Schemes)
        {
            if (text.Length >= scheme.Length && Ascii.EqualsIgnoreCase(text[^scheme.Length..], scheme)) return true;
        }

        return false;
    }

    /// <summary>
    /// Digits and letters in turns, or as many hexadecimal digits as hashes have, with a letter among them.
    /// </summary>
    private static bool IsDrawn(ReadOnlySpan<byte> word)
    {
        var (changes, hexadecimal) = (0, true);
        for (var i = 0; i < word.Length; i++)
        {
            hexadecimal &= char.IsAsciiHexDigit((char)word[i]);
            if (i > 0 && char.IsAsciiDigit((char)word[i]) != char.IsAsciiDigit((char)word[i - 1])) changes++;
        }

        return changes >= ChangesOfDrawn || (changes > 0 && hexadecimal && LengthsOfHashes.Contains(word.Length));
    }

    /// <summary>Written in one, or in fours with a space between them.</summary>
    private static int? EndOfAccount(ReadOnlySpan<byte> text, int start)
    {
        if (start + ShortestAccount > text.Length || !IsHeadOfAccount(text.Slice(start, 4))) return null;

        Span<byte> account = stackalloc byte[LongestAccount];
        var (length, at, end) = (0, start, default(int?));
        while (true)
        {
            var word = EndOfWord(text, at);
            if (length + word - at > LongestAccount) return end;
            text[at..word].CopyTo(account[length..]);
            length += word - at;
            if (length >= ShortestAccount && Remainder(account[4..length], account[..4]) == 1) end = word;
            if (word - at != 4 || word + 1 >= text.Length || text[word] != ' ' || !IsWord(text[word + 1])) return end;
            at = word + 1;
        }
    }

    private static bool IsHeadOfAccount(ReadOnlySpan<byte> text) =>
        char.IsAsciiLetterUpper((char)text[0]) && char.IsAsciiLetterUpper((char)text[1])
        && char.IsAsciiDigit((char)text[2]) && char.IsAsciiDigit((char)text[3]);

    /// <summary>
    /// Up to twelve digits, a part of the authority's own, and two check digits, with dashes between them.
    /// </summary>
    private static int? EndOfLeitwegId(ReadOnlySpan<byte> text, int start, int wordEnd)
    {
        if (wordEnd - start > 12 || text[start..wordEnd].ContainsAnyExceptInRange((byte)'0', (byte)'9')) return null;
        if (wordEnd == text.Length || text[wordEnd] != '-') return null;

        var own = EndOfWord(text, wordEnd + 1);
        if (own == wordEnd + 1 || own - start > LongestLeitwegId || own == text.Length || text[own] != '-') return null;
        var end = EndOfWord(text, own + 1);
        if (end != own + 3 || text[(own + 1)..end].ContainsAnyExceptInRange((byte)'0', (byte)'9')) return null;
        return Remainder(text[start..own], text[(own + 1)..end]) == 1 ? end : null;
    }

    /// <summary>ISO 7064, MOD 97-10, of both parts in turn, A as 10 … Z as 35; what is neither is left out.</summary>
    private static int Remainder(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        Remainder(Remainder(0, first), second);

    private static int Remainder(int rest, ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (char.IsAsciiDigit((char)character)) rest = ((rest * 10) + (character - '0')) % 97;
            else if (char.IsAsciiLetter((char)character)) rest = ((rest * 100) + ((character | 0x20) - 'a' + 10)) % 97;
        }

        return rest;
    }
}
