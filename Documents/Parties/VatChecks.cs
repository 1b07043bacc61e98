using System.Numerics;

namespace Charging.Documents.Parties;

/// <summary>
/// The check digits of VAT ids, country by country, on numbers whose form is right already. Where a country gives
/// natural persons numbers without a public check, these pass.
/// </summary>
internal static class VatChecks
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static bool Austria(string number)
    {
        var sum = 4 + Enumerable.Range(1, 7).Sum(i => SumOfDigits((i % 2 == 1 ? 1 : 2) * Digit(number, i)));
        return (10 - (sum % 10)) % 10 == Digit(number, 8);
    }

    public static bool Belgium(string number) => 97 - (int.Parse(number[..8]) % 97) == int.Parse(number[8..]);

    public static bool Bulgaria(string number)
    {
        if (number.Length == 10) return true;
        var remainder = Weighted(number, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
        if (remainder == 10) remainder = Weighted(number, 3, 4, 5, 6, 7, 8, 9, 10) % 11;
        return remainder % 10 == Digit(number, 8);
    }

    public static bool Cyprus(string number)
    {
        int[] odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
        var sum = Enumerable.Range(0, 8).Sum(i => i % 2 == 0 ? odd[Digit(number, i)] : Digit(number, i));
        return Letters[sum % 26] == number[8];
    }

    /// <summary>Eight digits are a company's; a person's is a birth number, of ten digits divisible by 11.</summary>
    public static bool Czechia(string number) => number.Length switch
    {
        8 => (11 - (Weighted(number, 8, 7, 6, 5, 4, 3, 2) % 11)) % 10 == Digit(number, 7),
        10 => long.Parse(number) % 11 == 0,
        _ => true,
    };

    /// <summary>ISO 7064, MOD 11,10: Germany and Croatia.</summary>
    public static bool Iso7064(string number)
    {
        var product = 10;
        for (var i = 0; i < number.Length - 1; i++)
        {
            var sum = (Digit(number, i) + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }

        return (11 - product) % 10 == Digit(number, number.Length - 1);
    }

    public static bool Denmark(string number) => Weighted(number, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;

    public static bool Estonia(string number) =>
        (10 - (Weighted(number, 3, 7, 1, 3, 7, 1, 3, 7) % 10)) % 10 == Digit(number, 8);

    public static bool Greece(string number) =>
        Weighted(number, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == Digit(number, 8);

    /// <summary>A person's last letter is its number modulo 23; a company's digit or letter is Luhn's.</summary>
    public static bool Spain(string number)
    {
        const string ofPersons = "TRWAGMYFPDXBNJZSQVHLCKE";
        const string ofCompanies = "JABCDEFGHI";
        if ("XYZ".Contains(number[0])) return Spain($"{"XYZ".IndexOf(number[0])}{number[1..]}");
        if (char.IsAsciiDigit(number[0])) return ofPersons[int.Parse(number[..8]) % 23] == number[8];
        if ("KLM".Contains(number[0])) return ofPersons[int.Parse(number[1..8]) % 23] == number[8];

        var sum = Enumerable.Range(1, 7).Sum(i => i % 2 == 0 ? Digit(number, i) : SumOfDigits(2 * Digit(number, i)));
        var check = (10 - (sum % 10)) % 10;
        return number[8] == (char)('0' + check) || number[8] == ofCompanies[check];
    }

    public static bool Finland(string number) =>
        (11 - (Weighted(number, 7, 9, 10, 5, 8, 4, 2) % 11)) % 11 == Digit(number, 7);

    /// <summary>The key of two digits is reckoned from the SIREN; a key with a letter has no public check.</summary>
    public static bool France(string number) =>
        !int.TryParse(number[..2], out var key) || key == (12 + (3 * (int.Parse(number[2..]) % 97))) % 97;

    public static bool Hungary(string number) => Weighted(number, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0;

    /// <summary>
    /// The letter after seven digits; in numbers from before 2013 the second of them is a letter or a sign.
    /// </summary>
    public static bool Ireland(string number)
    {
        if (!char.IsAsciiDigit(number[1])) number = $"0{number[2..7]}{number[0]}{number[7..]}";
        var more = number.Length > 8 ? 9 * (Letters.IndexOf(number[8]) + 1) : 0;
        var remainder = (Weighted(number, 8, 7, 6, 5, 4, 3, 2) + more) % 23;
        return (remainder == 0 ? 'W' : Letters[remainder - 1]) == number[7];
    }

    public static bool Luhn(string number) => Enumerable.Range(0, number.Length).Sum(i =>
        (number.Length - i) % 2 == 1 ? Digit(number, i) : SumOfDigits(2 * Digit(number, i))) % 10 == 0;

    public static bool Lithuania(string number)
    {
        var remainder = Rising(number, 0) % 11;
        if (remainder == 10) remainder = Rising(number, 2) % 11;
        return remainder % 10 == Digit(number, number.Length - 1);

        static int Rising(string number, int from) =>
            Enumerable.Range(0, number.Length - 1).Sum(i => (((i + from) % 9) + 1) * Digit(number, i));
    }

    public static bool Luxembourg(string number) => int.Parse(number[..6]) % 89 == int.Parse(number[6..]);

    /// <summary>A company's begins with a digit above 3; a person's has no public check.</summary>
    public static bool Latvia(string number)
    {
        if (number[0] <= '3') return true;
        var remainder = Weighted(number, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6) % 11;
        return (remainder > 3 ? 14 - remainder : 3 - remainder) == Digit(number, 10);
    }

    public static bool Malta(string number) =>
        37 - (Weighted(number, 3, 4, 6, 7, 8, 9) % 37) == int.Parse(number[6..]);

    /// <summary>A company's digits modulo 11, or since 2020 the whole id modulo 97 with letters as 10 to 35.</summary>
    public static bool Netherlands(string number)
    {
        var digits = string.Concat($"NL{number}".Select(x => char.IsAsciiDigit(x) ? $"{x}" : $"{x - 'A' + 10}"));
        return Weighted(number, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == Digit(number, 8) || BigInteger.Parse(digits) % 97 == 1;
    }

    public static bool Poland(string number) =>
        Weighted(number, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == Digit(number, 9);

    public static bool Portugal(string number)
    {
        var remainder = Weighted(number, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (remainder < 2 ? 0 : 11 - remainder) == Digit(number, 8);
    }

    public static bool Romania(string number)
    {
        var padded = number.PadLeft(10, '0');
        return Weighted(padded, 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == Digit(padded, 9);
    }

    public static bool Slovenia(string number)
    {
        var check = 11 - (Weighted(number, 8, 7, 6, 5, 4, 3, 2) % 11);
        return check != 11 && check % 10 == Digit(number, 7);
    }

    public static bool Slovakia(string number) => long.Parse(number) % 11 == 0;

    private static int Weighted(string number, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * Digit(number, i);
        return sum;
    }

    private static int Digit(string number, int at) => number[at] - '0';

    private static int SumOfDigits(int number) => (number / 10) + (number % 10);
}
