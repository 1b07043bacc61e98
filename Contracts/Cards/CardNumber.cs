using System.Text.RegularExpressions;

namespace Charging.Contracts.Cards;

/// <summary>
/// Finds card numbers in free text: digits that begin as an issuer's do, are as many as that issuer uses, and end in
/// the right check digit by Luhn's formula (ISO/IEC 7812-1); in one run, or in the groups in which cards are printed,
/// with blanks or dashes between them. What is something else by its form is let through: see <see cref="CardScan"/>.
/// For a field that may be meant for identifiers see <see cref="FreeText"/>.
/// </summary>
public static partial class CardNumber
{
    private const int MostOnStack = 1_024;

    public static bool IsIn(string text)
    {
        if (!MayBeIn(text)) return false;
        var folded = text.Length <= MostOnStack ? stackalloc byte[text.Length] : new byte[text.Length];
        FoldedText.Of(text, folded);
        return CardScan.Hide(folded);
    }

    /// <summary>Every digit of a card number but the last four becomes an asterisk.</summary>
    public static string Masked(string text) => Masked(text, null);

    /// <param name="text">Any.</param>
    /// <param name="field">The name of the field that it stands in; null where none is meant for identifiers.</param>
    internal static string Masked(string text, string? field)
    {
        if (!MayBeIn(text)) return text;
        var folded = text.Length <= MostOnStack ? stackalloc byte[text.Length] : new byte[text.Length];
        FoldedText.Of(text, folded);
        if (!CardScan.Hide(folded) || (field is not null && FreeText.IsIdentifier(field, folded))) return text;

        var masked = text.ToCharArray();
        for (var i = 0; i < masked.Length; i++)
        {
            if (folded[i] == CardScan.Hidden) masked[i] = (char)CardScan.Hidden;
        }

        return new string(masked);
    }

    /// <summary>E.164 with its plus.</summary>
    public static bool IsTelephoneNumber(string text) => Telephone().IsMatch(text);

    /// <summary>Hardly any text has so many digits, and then nothing else is looked at.</summary>
    private static bool MayBeIn(string text)
    {
        if (text.Length < CardScan.Fewest) return false;
        var digits = 0;
        foreach (var character in text)
        {
            if (char.IsDigit(character) && ++digits == CardScan.Fewest) return true;
        }

        return false;
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{1,14}\z")]
    private static partial Regex Telephone();
}
