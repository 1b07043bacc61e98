using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Charging.Rating.Numbers;

/// <summary>
/// An address without what platforms write around it: display name, angle brackets, scheme, host, parameters (RFC 3261
/// and 3966), percent-encoding; digits of any script are ASCII's, marks that cannot be seen are gone.
/// </summary>
/// <param name="User">Who is meant: <c>+420 601-234-567</c> or <c>alice</c>.</param>
/// <param name="Context">The number in <c>;phone-context=+420</c>; null where there is none.</param>
internal readonly partial record struct AddressText(string User, string? Context)
{
    private const string VisualSeparators = " -.()/";

    /// <summary>Without the signs that only help people to read a number; as it is where that leaves none.</summary>
    public string Dialled
    {
        get
        {
            // +49 (0)30 is how people write that the 0 is dialled at home alone.
            var spoken = User.IndexOf("(0)", StringComparison.Ordinal) > 0 ? User.Replace("(0)", "") : User;
            return string.Concat(spoken.Where(sign => !VisualSeparators.Contains(sign)));
        }
    }

    public static AddressText Of(string address)
    {
        var text = Plain(address).Trim();
        if (Bracketed().Match(text) is { Success: true } bracketed) text = bracketed.Groups["uri"].Value.Trim();

        var scheme = Scheme().Match(text);
        text = text[scheme.Length..];
        var at = text.LastIndexOf('@');
        var user = at < 0 ? text.Split('?')[0] : text[..at];

        var parts = user.Split(';');
        // Behind a colon stands a password, or without a user the port.
        var name = scheme.Success ? parts[0].Split(':')[0] : parts[0];
        var context = parts.Skip(1).Select(ContextOf).FirstOrDefault(found => found is not null);
        return new AddressText(Plain(Uri.UnescapeDataString(name)).Trim(), context);
    }

    private static string? ContextOf(string parameter)
    {
        var context = PhoneContext().Match(Uri.UnescapeDataString(parameter));
        return context.Success ? context.Groups["number"].Value : null;
    }

    private static string Plain(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) Append(plain, rune);
        return plain.ToString();
    }

    private static void Append(StringBuilder plain, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DecimalDigitNumber:
                plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                break;
            case UnicodeCategory.SpaceSeparator:
                plain.Append(' ');
                break;
            case UnicodeCategory.DashPunctuation:
                plain.Append('-');
                break;
            case UnicodeCategory.Format:
                break;
            default:
                // The full-width forms of ASCII's signs.
                plain.Append(rune.Value is >= 0xFF01 and <= 0xFF5E ? (char)(rune.Value - 0xFEE0) : rune.ToString());
                break;
        }
    }

    [GeneratedRegex("""^(?:"(?:[^"\\]|\\.)*"\s*|[^<>"]*)<(?<uri>[^<>]*)>[^<>]*\z""")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(?:sips?|tel):(?://)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^phone-context=\+(?<number>[1-9][0-9]{0,5})\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PhoneContext();
}
