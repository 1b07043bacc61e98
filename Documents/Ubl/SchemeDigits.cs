namespace Charging.Documents.Ubl;

/// <summary>
/// The form and check digits of identifiers by their scheme (ISO 6523, as Peppol checks them: PEPPOL-COMMON-R040 to
/// -R050). Of schemes that are not listed nothing is known, and every identifier passes.
/// </summary>
public static class SchemeDigits
{
    private static readonly (string Scheme, string Rule, string Form, Func<string, bool> Fits)[] Schemes =
    [
        ("0088", "PEPPOL-COMMON-R040", "a GLN: digits with its check digit last, such as 4006381333931", IsGln),
        ("0192", "PEPPOL-COMMON-R041",
            "a Norwegian organisation: 9 digits by modulus 11, such as 974760673", IsNorwegian),
        ("0184", "PEPPOL-COMMON-R042", "a Danish CVR: 8 digits, with or without DK, such as 13585628", IsDanish),
        ("0208", "PEPPOL-COMMON-R043", "a Belgian enterprise: 10 digits by modulus 97, such as 0202239951", IsBelgian),
        ("0007", "PEPPOL-COMMON-R049", "a Swedish organisation: 10 digits by Luhn, such as 5560360793", IsSwedish),
        ("0151", "PEPPOL-COMMON-R050",
            "an Australian business: 11 digits by modulus 89, such as 51824753556", IsAustralian),
    ];

    /// <summary>The schemes that are checked, each with the rule that asks for it and what it says.</summary>
    public static IEnumerable<(string Scheme, string Rule, string Form)> Rules =>
        Schemes.Select(x => (x.Scheme, x.Rule, x.Form));

    /// <summary>What is wrong with the identifier, for people; null if nothing is known against it.</summary>
    public static string? FaultIn(string scheme, string id)
    {
        var known = Schemes.FirstOrDefault(x => x.Scheme == scheme);
        return known.Fits is null || known.Fits(id) ? null : $"'{id}' of scheme {scheme} is not {known.Form}";
    }

    /// <summary>Weights 3 and 1 by turns from the right.</summary>
    private static bool IsGln(string id) =>
        AreDigits(id) && id.Length > 1 && (10 - (Weighted(id[..^1], i => i % 2 == 0 ? 3 : 1) % 10)) % 10 == Last(id);

    /// <summary>By modulus 11 with the weights 2 to 7 from the right; also the number in a Norwegian VAT id.</summary>
    public static bool IsNorwegian(string id) => id.Length == 9 && AreDigits(id) && id.Any(digit => digit != '0')
        && (11 - (Weighted(id[..^1], i => (i % 6) + 2) % 11)) % 11 == Last(id);

    private static bool IsDanish(string id) =>
        (id.Length == 8 && AreDigits(id)) || (id.Length == 10 && id.StartsWith("DK", StringComparison.Ordinal)
            && AreDigits(id[2..]));

    private static bool IsBelgian(string id) => id.Length == 10 && AreDigits(id)
        && 97 - (Number(id[..8]) % 97) == Number(id[8..]);

    /// <summary>By Luhn; also the number on a Swedish invoice (SE-R-013).</summary>
    public static bool IsSwedish(string id) => id.Length == 10 && AreDigits(id)
        && id.Reverse().Select((digit, i) => (digit - '0') * (1 + (i % 2))).Sum(x => (x / 10) + (x % 10)) % 10 == 0;

    private static bool IsAustralian(string id) => id.Length == 11 && AreDigits(id)
        && (((id[0] - '1') * 10) + id.Skip(1).Select((digit, i) => (digit - '0') * ((2 * i) + 1)).Sum()) % 89 == 0;

    private static int Weighted(string digits, Func<int, int> weight) =>
        digits.Reverse().Select((digit, i) => (digit - '0') * weight(i)).Sum();

    private static bool AreDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static int Last(string digits) => digits[^1] - '0';

    private static int Number(string digits) => digits.Aggregate(0, (number, digit) => (number * 10) + (digit - '0'));
}
