namespace Charging.Contracts.Cards;

/// <summary>
/// Which numbers the issuers of cards use: how they begin, and how many digits they have then (ISO/IEC 7812-1; the
/// ranges as the networks publish them).
/// </summary>
internal static class CardIssuers
{
    /// <summary>
    /// One row a range: every number between the two beginnings, both included, with one of these lengths.
    /// </summary>
    /// <remarks>
    /// Maestro, whose cards are no longer issued, stands here by the beginnings that its test numbers and most of its
    /// cards have. All that it might use, 50, 56 to 58 and 6 with 12 to 19 digits, would make half as many false alarms
    /// again; and below 13 digits there are telephone numbers and VAT ids.
    /// </remarks>
    private static readonly (string Network, string From, string To, int[] Lengths)[] Ranges =
    [
        ("Visa", "4", "4", [13, 16, 19]),
        ("Mastercard", "51", "55", [16]),
        ("Mastercard", "2221", "2720", [16]),
        ("American Express", "34", "34", [15]),
        ("American Express", "37", "37", [15]),
        ("Discover", "6011", "6011", [16, 17, 18, 19]),
        ("Discover", "644", "649", [16, 17, 18, 19]),
        ("Discover", "65", "65", [16, 17, 18, 19]),
        ("Diners Club", "300", "305", [14]),
        ("Diners Club", "3095", "3095", [14]),
        ("Diners Club", "36", "36", [14, 15, 16, 17, 18, 19]),
        ("Diners Club", "38", "39", [14]),
        ("JCB", "3528", "3589", [16, 17, 18, 19]),
        ("UnionPay", "62", "62", [16, 17, 18, 19]),
        ("Maestro", "5018", "5018", [13, 14, 15, 16, 17, 18, 19]),
        ("Maestro", "5020", "5020", [13, 14, 15, 16, 17, 18, 19]),
        ("Maestro", "5038", "5038", [13, 14, 15, 16, 17, 18, 19]),
        ("Maestro", "5893", "5893", [13, 14, 15, 16, 17, 18, 19]),
        ("Maestro", "6304", "6304", [13, 14, 15, 16, 17, 18, 19]),
        ("Maestro", "6759", "6759", [13, 14, 15, 16, 17, 18, 19]),
        ("Maestro", "6761", "6763", [13, 14, 15, 16, 17, 18, 19]),
    ];

    /// <summary>Whether a card may have this number, its check digit apart.</summary>
    /// <param name="digits">ASCII, nothing else.</param>
    public static bool Use(ReadOnlySpan<byte> digits)
    {
        foreach (var (_, from, to, lengths) in Ranges)
        {
            if (lengths.Contains(digits.Length) && Begins(digits, from) >= 0 && Begins(digits, to) <= 0) return true;
        }

        return false;
    }

    /// <summary>Below 0 where the digits begin lower, above 0 where they begin higher.</summary>
    private static int Begins(ReadOnlySpan<byte> digits, string with)
    {
        for (var i = 0; i < with.Length; i++)
        {
            if (digits[i] != with[i]) return digits[i] - with[i];
        }

        return 0;
    }
}
