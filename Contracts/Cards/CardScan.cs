namespace Charging.Contracts.Cards;

/// <summary>
/// The search for card numbers in a folded text, from left to right, in time that grows with the text alone and without
/// memory of its own.
/// </summary>
internal static class CardScan
{
    public const int Fewest = 13;
    public const byte Hidden = (byte)'*';

    private const int Most = 19;
    private const int Shown = 4;

    /// <summary>Blanks and dashes between two groups of one number, as in <c>4111 - 1111</c>.</summary>
    private const int WidestGap = 3;

    /// <summary>
    /// Puts an asterisk in the place of each digit of a card number but its last four; false if none is there.
    /// </summary>
    public static bool Hide(Span<byte> text)
    {
        var any = false;
        for (var at = 0; at < text.Length;)
        {
            if (!Identifiers.IsWord(text[at]))
            {
                at++;
                continue;
            }

            var wordEnd = Identifiers.EndOfWord(text, at);
            if (Identifiers.At(text, at, wordEnd) is { } end)
            {
                at = end;
                continue;
            }

            at = HideInWord(text, at, wordEnd, ref any);
        }

        return any;
    }

    /// <returns>Where the search goes on.</returns>
    private static int HideInWord(Span<byte> text, int at, int wordEnd, ref bool any)
    {
        for (; at < wordEnd; at++)
        {
            if (!char.IsAsciiDigit((char)text[at])) continue;
            if (CardEnd(text, at) is { } end)
            {
                Cover(text[at..end]);
                any = true;
                return end;
            }

            at = EndOfDigits(text, at) - 1;
        }

        return wordEnd;
    }

    /// <summary>Where a card number ends that begins here; the longest there is, null where there is none.</summary>
    private static int? CardEnd(ReadOnlySpan<byte> text, int start)
    {
        Span<int> lengths = stackalloc int[Most];
        Span<int> ends = stackalloc int[Most];
        var groups = Groups(text, start, lengths, ends);
        for (var count = groups; count > 0; count--)
        {
            var end = ends[count - 1];
            var printed = IsPrinted(lengths[..count])
                || (count == groups && AreEqual(lengths[..count]) && IsWhole(text, start, end));
            if (printed && IsCard(text, start, end, count)) return end;
        }

        return null;
    }

    /// <summary>The groups of digits from here on, as many as can belong to one card number.</summary>
    private static int Groups(ReadOnlySpan<byte> text, int start, Span<int> lengths, Span<int> ends)
    {
        var (count, digits) = (0, 0);
        while (true)
        {
            var end = EndOfDigits(text, start);
            digits += end - start;
            if (digits > Most) return count;
            (lengths[count], ends[count]) = (end - start, end);
            count++;

            var next = AfterGap(text, end);
            if (next == end || next == text.Length || !char.IsAsciiDigit((char)text[next])) return count;
            if (Identifiers.EndOfWord(text, next) != EndOfDigits(text, next)) return count;
            start = next;
        }
    }

    /// <summary>In fours, in 4-6-5, 4-6-4, 4-3-3-3 or 6-13, or as one run of digits.</summary>
    private static bool IsPrinted(ReadOnlySpan<int> groups) => groups switch
    {
        [_] or [4, 6, 4 or 5] or [4, 3, 3, 3] or [6, 13] => true,
        [4, 4, 4, >= 1 and <= 4] or [4, 4, 4, 4, >= 1 and <= 3] => true,
        _ => false,
    };

    private static bool AreEqual(ReadOnlySpan<int> groups) => !groups.ContainsAnyExcept(groups[0]);

    /// <summary>No group before it and none after it.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> text, int start, int end)
    {
        var before = start;
        while (before > 0 && IsGap(text[before - 1])) before--;
        if (before > 0 && before < start && char.IsAsciiDigit((char)text[before - 1])) return false;
        var after = AfterGap(text, end);
        return after == end || after == text.Length || !char.IsAsciiDigit((char)text[after]);
    }

    private static bool IsCard(ReadOnlySpan<byte> text, int start, int end, int groups)
    {
        Span<byte> digits = stackalloc byte[Most];
        var count = 0;
        foreach (var character in text[start..end])
        {
            if (char.IsAsciiDigit((char)character)) digits[count++] = character;
        }

        digits = digits[..count];
        return count >= Fewest && PassesLuhn(digits) && CardIssuers.Use(digits)
            && !Identifiers.IsTelephone(text, start, digits)
            && !(groups == 1 && count == Fewest && Identifiers.IsThirteen(text, start, end));
    }

    /// <summary>With every second digit doubled, from the right, the sum ends in 0.</summary>
    private static bool PassesLuhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static void Cover(Span<byte> number)
    {
        var shown = 0;
        for (var i = number.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit((char)number[i]) && ++shown > Shown) number[i] = Hidden;
        }
    }

    private static int EndOfDigits(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit((char)text[at])) at++;
        return at;
    }

    private static int AfterGap(ReadOnlySpan<byte> text, int at)
    {
        var widest = Math.Min(text.Length, at + WidestGap);
        while (at < widest && IsGap(text[at])) at++;
        return at;
    }

    private static bool IsGap(byte character) => character is (byte)' ' or (byte)'-';
}
