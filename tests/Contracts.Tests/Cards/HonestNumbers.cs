using System.Globalization;
using System.Numerics;

namespace Charging.Contracts.Tests.Cards;

/// <summary>Numbers as long as a card's that honest people send, drawn once and for ever.</summary>
internal static class HonestNumbers
{
    /// <summary>Seconds, as in November 2026.</summary>
    private const long Second = 1_795_161_600;

    public static IEnumerable<(string Kind, Func<Random, int, string> Draw)> Kinds =>
    [
        ("a BigBlueButton meeting", (random, i) => $"{Hexadecimal(random, 40)}-{(Second * 1000) + (i * 60_001L)}"),
        ("a Jitsi room with milliseconds", (random, i) => $"standup-{(Second * 1000) + (i * 61_003L)}"),
        ("a caller in Germany", (random, _) => $"+49151{Digits(random, 8)}"),
        ("a caller in Brazil", (random, _) => $"+55119{Digits(random, 8)}"),
        ("a German number with zeros", (random, _) => $"0049151{Digits(random, 8)}"),
        ("a German number without a plus", (random, _) => $"49151{Digits(random, 8)}"),
        ("a German number in groups", (random, _) => $"+49 151 {Digits(random, 4)} {Digits(random, 4)}"),
        ("a German number with dashes", (random, _) => $"0049-151-{Digits(random, 4)}-{Digits(random, 4)}"),
        ("an Austrian number without a plus", (random, _) => $"43664{Digits(random, 8)}"),
        ("a SIP address", (random, _) => $"sip:49151{Digits(random, 8)}@pbx.example"),
        ("a Call-ID", (random, i) => $"{Second + i}-{Digits(random, 13)}@10.0.0.1"),
        ("a Call-ID with milliseconds", (random, i) => $"{((Second + i) * 1000) + 678}-{Digits(random, 13)}@10.0.0.1"),
        ("microseconds", (random, i) => $"{(Second * 1_000_000) + random.Next() + (i * 60_000_000L)}"),
        ("nanoseconds", (random, i) => $"{(Second * 1_000_000_000) + random.Next() + (i * 60_000_000_000L)}"),
        ("a UUID", (random, _) => string.Join('-', ((int[])[8, 4, 4, 4, 12]).Select(n => Hexadecimal(random, n)))),
        ("a UUID of digits", (random, _) => string.Join('-', ((int[])[8, 4, 4, 4, 12]).Select(n => Digits(random, n)))),
        ("a Leitweg-ID", (random, _) => LeitwegId($"99{Digits(random, 6)}", Digits(random, 5))),
        ("a Leitweg-ID with more", (random, _) => LeitwegId("05711000", Digits(random, 16))),
        ("an IBAN", (random, _) => Iban("DE", Digits(random, 18))),
        ("an IBAN in fours", (random, _) => Fours(Iban("FR", Digits(random, 23)))),
        ("a GLN", (random, _) => Gtin(Digits(random, 12))),
        ("a German GLN", (random, _) => Gtin($"40{Digits(random, 10)}")),
        ("an ICCID", (random, _) => WithCheckDigit($"8949{Digits(random, 14)}")),
        ("an IMEI", (random, _) => WithCheckDigit($"35{Digits(random, 12)}")),
        ("a SIRET as it is printed", (random, _) => Printed(WithCheckDigit(Digits(random, 13)))),
        ("an order with its item", (random, i) => $"45{Digits(random, 8)}-{(i % 90) + 10:00000}-0"),
    ];

    private static string Digits(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));

    private static string Hexadecimal(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => $"{random.Next(16):x}"));

    private static string WithCheckDigit(string body) => $"{body}{TestCards.CheckDigit(body)}";

    private static string Fours(string text) => string.Join(' ', text.Chunk(4).Select(four => new string(four)));

    private static string Printed(string siret) => $"{siret[..3]} {siret[3..6]} {siret[6..9]} {siret[9..]}";

    private static string Gtin(string body)
    {
        var sum = body.Index().Sum(digit => (digit.Item - '0') * (digit.Index % 2 == 0 ? 1 : 3));
        return $"{body}{(10 - (sum % 10)) % 10}";
    }

    private static string LeitwegId(string authority, string own) =>
        $"{authority}-{own}-{Check(authority + own + "00")}";

    /// <summary>D is 13, E is 14, and so on.</summary>
    private static string Iban(string country, string account) =>
        $"{country}{Check($"{account}{country[0] - 'A' + 10}{country[1] - 'A' + 10}00")}{account}";

    /// <summary>ISO 7064, MOD 97-10.</summary>
    private static string Check(string digits) =>
        $"{98 - (int)(BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97):00}";
}
