using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>
/// The rules that Peppol has for single countries, by the country of the seller and at times of the buyer.
/// </summary>
internal static class NationalRules
{
    public const string Seller = "AccountingSupplierParty/Party";
    public const string Buyer = "AccountingCustomerParty/Party";
    public const string Country = "PostalAddress/Country/IdentificationCode";

    public static IEnumerable<Rule> Of(XElement root)
    {
        var (seller, buyer) = (root.Text($"{Seller}/{Country}"), root.Text($"{Buyer}/{Country}"));
        return
        [
            .. PeppolRules.IsGerman(root) ? GermanRules.OfPeppol : [],
            .. seller == "DK" ? DanishRules.OfSeller : [],
            .. (seller, buyer) == ("DK", "DK") ? DanishRules.AmongDanes : [],
            .. seller == "IS" ? IcelandicRules.OfSeller : [],
            .. (seller, buyer) == ("IS", "IS") ? IcelandicRules.OfBuyer : [],
            .. seller == "SE" ? SwedishRules.All : [],
            .. DutchRules.Of(root),
            .. CountryOf(root) == "NO" ? [Norwegian] : (Rule[])[],
            .. CountryOf(root) == "IT" ? Italian : [],
            .. GreekRules.Of(root),
        ];
    }

    /// <summary>
    /// Where the seller is taxed: the country of his VAT id, of his representative's, or of his address.
    /// </summary>
    public static string CountryOf(XElement root) =>
        Prefix(root, Seller) ?? Prefix(root, "TaxRepresentativeParty") ?? AddressOf(root, Seller);

    /// <summary>The same of a party without a representative.</summary>
    public static string CountryOf(XElement root, string party) => Prefix(root, party) ?? AddressOf(root, party);

    public static IEnumerable<XElement> VatSchemes(XElement party) =>
        party.All("PartyTaxScheme").Where(scheme => scheme.Is("TaxScheme/ID", "VAT"));

    public static string VatIdOf(XElement party) =>
        VatSchemes(party).Select(scheme => scheme.Text("CompanyID")).FirstOrDefault() ?? "";

    private static string? Prefix(XElement root, string party) => root.All(party).SelectMany(VatSchemes)
        .Select(scheme => scheme.Text("CompanyID")).FirstOrDefault(id => id.Length > 0) is { } id
            ? id[..Math.Min(2, id.Length)].ToUpperInvariant()
            : null;

    private static string AddressOf(XElement root, string party) => root.Text($"{party}/{Country}").ToUpperInvariant();

    private static readonly Rule Norwegian = new("NO-R-001", $"//{Seller}",
        x => VatIdOf(x) is var id && (!id.StartsWith("NO", StringComparison.Ordinal)
            || (id is { Length: 14 } && id.EndsWith("MVA", StringComparison.Ordinal)
                && SchemeDigits.IsNorwegian(id[2..11]))),
        "A Norwegian VAT id is NO, 9 digits with their check digit, MVA.");

    private static readonly IReadOnlyList<Rule> Italian =
    [
        new("IT-R-001", $"//{Seller}/PartyTaxScheme", x => x.Text("CompanyID") is { Length: >= 11 and <= 16 } id
            && id.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character)),
            "An Italian fiscal code has 11 to 16 digits and capital letters.")
            { Where = x => x.Has("TaxScheme") && !x.Is("TaxScheme/ID", "VAT") },
        FieldRules.Present("IT-R-002", $"//{Seller}", "PostalAddress/StreetName", "An Italian seller says his street."),
        FieldRules.Present("IT-R-003", $"//{Seller}", "PostalAddress/CityName", "An Italian seller says his city."),
        FieldRules.Present("IT-R-004", $"//{Seller}", "PostalAddress/PostalZone",
            "An Italian seller says his postal code."),
    ];
}
