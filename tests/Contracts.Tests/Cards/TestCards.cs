namespace Charging.Contracts.Tests.Cards;

/// <summary>Numbers of the form that test cards have, drawn once and for ever, as people write them.</summary>
internal static class TestCards
{
    private static readonly (string Prefix, int Digits)[] Networks =
    [
        ("424242", 16), ("555555", 16), ("222300", 16), ("378282", 15), ("601111", 16), ("305693", 14), ("353011", 16),
    ];

    private static readonly string[] Separators = ["", " ", "-", "\u00A0", "\u202F", " - "];

    private static readonly string[] Around = ["{0}", "paid with {0}, thanks", "room 12 {0} 22 people", "card:{0}"];

    /// <summary>Each of the networks, with each separator, within each text.</summary>
    public static IEnumerable<string> Texts(int count)
    {
        var random = new Random(20261129);
        for (var i = 0; i < count; i++)
        {
            var (prefix, digits) = Networks[i % Networks.Length];
            var drawn = Enumerable.Range(0, digits - prefix.Length - 1).Select(_ => random.Next(10));
            var body = prefix + string.Concat(drawn);
            var groups = digits < 16 && i % 2 == 0 ? [4, 6, digits - 10] : Fours(digits);
            var number = Grouped(body + CheckDigit(body), groups, Separators[random.Next(Separators.Length)]);
            yield return string.Format(null, Around[random.Next(Around.Length)], number);
        }
    }

    /// <summary>Luhn's.</summary>
    public static int CheckDigit(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var digit = (body[^(i + 1)] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return (10 - (sum % 10)) % 10;
    }

    private static int[] Fours(int digits) =>
        [.. Enumerable.Repeat(4, digits / 4), .. digits % 4 == 0 ? (int[])[] : [digits % 4]];

    private static string Grouped(string number, int[] groups, string separator)
    {
        var at = 0;
        return string.Join(separator, groups.Select(length => number[at..(at += length)]));
    }
}
