using System.Globalization;

namespace Charging.Invoicing.Numbering;

/// <summary>
/// The place of an invoice in its series, counted 1, 2, 3 … without a gap; as text <c>CZ-2026-000001</c>. A number is
/// taken when the invoice is stored and at no other time.
/// </summary>
internal readonly record struct InvoiceNumber(string Series, long Number)
{
    /// <summary>In a series, a digit that the number has at least.</summary>
    public const char Digit = '#';

    /// <summary>Of a number as text; a longer text is none.</summary>
    public const int MostCharacters = 100;

    private const int MostDigits = 18;

    /// <summary>The usual end of a number, which its series does not name: CZ-2026 stands for CZ-2026-######.</summary>
    private const string UsualEnd = "-######";

    /// <summary>The name of the series whose numbers look so, with # for each digit.</summary>
    public static string SeriesOf(string look) =>
        look.EndsWith(UsualEnd, StringComparison.Ordinal) && look.Length > UsualEnd.Length
            ? look[..^UsualEnd.Length]
            : look;

    /// <summary>
    /// Every number that is written so, since the text alone does not tell which of its digits are counted: at most one
    /// of them was given out. Empty if the text is no number.
    /// </summary>
    public static IReadOnlyList<InvoiceNumber> ReadingsOf(string text)
    {
        List<InvoiceNumber> readings = [];
        if (text.Length > MostCharacters || text.Contains(Digit)) return readings;

        for (var start = 0; start < text.Length; start++)
        {
            for (var end = start + 1; end <= text.Length && char.IsAsciiDigit(text[end - 1]); end++)
            {
                if (end - start > MostDigits) break;
                var number = long.Parse(text.AsSpan(start, end - start), CultureInfo.InvariantCulture);
                // 0007 has four digits at least; 7000 may have been written by a pattern of one.
                var fewest = text[start] == '0' ? end - start : 1;
                for (var digits = fewest; number > 0 && digits <= end - start; digits++)
                    readings.Add(new(SeriesOf($"{text[..start]}{new string(Digit, digits)}{text[end..]}"), number));
            }
        }

        return readings;
    }

    /// <summary>
    /// Whether two series could write the same number: what one has more than the other, before and after, is digits,
    /// which the other might count.
    /// </summary>
    public static bool MayMeet(string series, string other)
    {
        var (one, two) = (PartsOf(series), PartsOf(other));
        var (fewer, more) = one.Before.Length <= two.Before.Length ? (one, two) : (two, one);
        var (shorter, longer) = one.After.Length <= two.After.Length ? (one, two) : (two, one);
        return more.Before.StartsWith(fewer.Before, StringComparison.Ordinal)
            && longer.After.EndsWith(shorter.After, StringComparison.Ordinal)
            && more.Before[fewer.Before.Length..].All(char.IsAsciiDigit)
            && longer.After[..^shorter.After.Length].All(char.IsAsciiDigit);
    }

    public override string ToString()
    {
        var (before, digits, after) = PartsOf(Series);
        return $"{before}{Number.ToString($"D{digits}", CultureInfo.InvariantCulture)}{after}";
    }

    private static (string Before, int Digits, string After) PartsOf(string series)
    {
        var look = series.Contains(Digit) ? series : series + UsualEnd;
        var (start, end) = (look.IndexOf(Digit), look.LastIndexOf(Digit) + 1);
        return (look[..start], end - start, look[end..]);
    }
}
