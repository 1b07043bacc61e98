using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Invoicing.Numbering;

/// <summary>
/// How the numbers of a seller are written: any text, <c>{entity}</c> (the seller's code), <c>{year}</c> (of the local
/// date of issue) and, once, <c>{number:000000}</c>, with a zero for each digit that it has at least. What counts as
/// one series is the pattern without its number, so a series with the year in it begins at 1 each year.
/// </summary>
internal static partial class SeriesPattern
{
    public const string OfInvoices = "{entity}-{year}-{number:000000}";

    public const string OfCreditNotes = "{entity}-{year}-C{number:000000}";

    /// <summary>With the longest code and the longest number it is still an <see cref="InvoiceNumber"/>.</summary>
    private const int MostCharacters = 60;

    /// <summary>What is wrong with it, for people; null when it can be used.</summary>
    public static string? FaultIn(string pattern)
    {
        if (pattern.Length > MostCharacters)
            return $"it has {pattern.Length} characters, more than {MostCharacters}";
        if (Number().Count(pattern) != 1) return "write {number:000000} once in it, with a zero for each digit";

        var text = Number().Replace(pattern, "").Replace("{entity}", "").Replace("{year}", "");
        return Text().IsMatch(text)
            ? null
            : $"'{text}' stands around its parts; use {{entity}}, {{year}}, letters, digits, and . / _ -";
    }

    /// <summary>
    /// The counter's key, such as CZ-2026; with # in place of the number where it is not the usual six digits at the
    /// end: 2026/####/CZ.
    /// </summary>
    public static string SeriesOf(string pattern, string entity, DateOnly issueDate)
    {
        var filled = pattern
            .Replace("{entity}", entity)
            .Replace("{year}", issueDate.Year.ToString("0000", CultureInfo.InvariantCulture));
        return InvoiceNumber.SeriesOf(Number().Replace(
            filled, number => new string(InvoiceNumber.Digit, Math.Max(1, number.Groups["digits"].Length))));
    }

    [GeneratedRegex(@"\{number(:(?<digits>0{1,12}))?\}")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[A-Za-z0-9./_-]*\z")]
    private static partial Regex Text();
}
