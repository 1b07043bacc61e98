using System.Text.RegularExpressions;

namespace Charging.Documents.Parties;

/// <summary>
/// VAT identification numbers of the European Union (directive 2006/112/EC, articles 214 and 215): two letters of the
/// country, EL for Greece and XI for Northern Ireland, and what that country's tax office gives out. Whether a right
/// number is in force only VIES can say. And Switzerland's: see <see cref="SwissVatId"/>.
/// </summary>
public static partial class VatId
{
    /// <summary>Member states by their prefix; the number that follows it, as VIES describes it.</summary>
    private static readonly Dictionary<string, Scheme> Schemes = new()
    {
        ["AT"] = new(@"U\d{8}", VatChecks.Austria),
        ["BE"] = new(@"[01]\d{9}", VatChecks.Belgium),
        ["BG"] = new(@"\d{9,10}", VatChecks.Bulgaria),
        ["CY"] = new(@"\d{8}[A-Z]", VatChecks.Cyprus),
        ["CZ"] = new(@"\d{8,10}", VatChecks.Czechia),
        ["DE"] = new(@"[1-9]\d{8}", VatChecks.Iso7064),
        ["DK"] = new(@"\d{8}", VatChecks.Denmark),
        ["EE"] = new(@"10\d{7}", VatChecks.Estonia),
        ["EL"] = new(@"\d{9}", VatChecks.Greece),
        ["ES"] = new(@"[0-9A-Z]\d{7}[0-9A-Z]", VatChecks.Spain),
        ["FI"] = new(@"\d{8}", VatChecks.Finland),
        ["FR"] = new(@"[0-9A-HJ-NP-Z]{2}\d{9}", VatChecks.France),
        ["HR"] = new(@"\d{11}", VatChecks.Iso7064),
        ["HU"] = new(@"\d{8}", VatChecks.Hungary),
        ["IE"] = new(@"\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W]", VatChecks.Ireland),
        ["IT"] = new(@"\d{11}", VatChecks.Luhn),
        ["LT"] = new(@"\d{9}|\d{12}", VatChecks.Lithuania),
        ["LU"] = new(@"\d{8}", VatChecks.Luxembourg),
        ["LV"] = new(@"\d{11}", VatChecks.Latvia),
        ["MT"] = new(@"\d{8}", VatChecks.Malta),
        ["NL"] = new(@"\d{9}B\d{2}", VatChecks.Netherlands),
        ["PL"] = new(@"\d{10}", VatChecks.Poland),
        ["PT"] = new(@"[1-9]\d{8}", VatChecks.Portugal),
        ["RO"] = new(@"[1-9]\d{1,9}", VatChecks.Romania),
        ["SE"] = new(@"\d{10}01", number => VatChecks.Luhn(number[..10])),
        ["SI"] = new(@"[1-9]\d{7}", VatChecks.Slovenia),
        ["SK"] = new(@"[1-9]\d[2346-9]\d{7}", VatChecks.Slovakia),
        ["XI"] = new(@"\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2}", _ => true),
    };

    /// <summary>Whether the country (ISO 3166-1) is a member state.</summary>
    public static bool IsMemberState(string country) =>
        country == "GR" || (Schemes.ContainsKey(country) && country is not ("EL" or "XI"));

    /// <summary>
    /// What is wrong with it, for people; null when form and check digits are right. Of a country outside the Union
    /// only the prefix is looked at, of Switzerland the form.
    /// </summary>
    public static string? FaultIn(string id)
    {
        if (SwissVatId.IsOne(id)) return null;
        if (id.StartsWith("CHE", StringComparison.Ordinal))
            return $"the VAT id '{id}' has not the form of those of CH: CHE-123.456.789, and MWST, TVA or IVA";
        if (!Form().IsMatch(id))
            return $"the VAT id '{id}' is not two capital letters of its country and 2 to 13 letters and digits";
        if (!Schemes.TryGetValue(id[..2], out var scheme)) return null;
        if (!scheme.Form.IsMatch(id[2..])) return $"the VAT id '{id}' has not the form of those of {id[..2]}";
        return scheme.Check(id[2..]) ? null : $"the VAT id '{id}' has a wrong check digit";
    }

    /// <summary>Some countries allow + and * within.</summary>
    [GeneratedRegex(@"^[A-Z]{2}[0-9A-Z+*]{2,13}\z")]
    private static partial Regex Form();

    private sealed class Scheme(string form, Func<string, bool> check)
    {
        public Regex Form { get; } = new($@"^(?:{form.Replace(@"\d", "[0-9]", StringComparison.Ordinal)})\z");

        public Func<string, bool> Check { get; } = check;
    }
}
