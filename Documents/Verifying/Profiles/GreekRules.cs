using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>Greece (GR-R), for sellers that are taxed there.</summary>
internal static class GreekRules
{
    private const string Seller = $"//{NationalRules.Seller}";
    private const string Buyer = $"//{NationalRules.Buyer}";
    private const string Mark = "##M.AR.K##";
    private const string Address = "##INVOICE|URL##";
    private const string Registration = "9933";

    private static readonly string[] Types = ["1.1", "1.6", "2.1", "2.4", "5.1", "5.2"];

    private static readonly IReadOnlyList<Rule> OfSeller =
    [
        Number("GR-R-001-1", (parts, _) => parts.Length == 6, "has six parts between bars"),
        Number("GR-R-001-2", IsSellers, "begins with the seller's tax number"),
        Number("GR-R-001-3", (parts, root) => DateOnly.TryParseExact(At(parts, 1), "dd/MM/yyyy",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day == root.Day("IssueDate"),
            "has the day of issue second, as 20/11/2026"),
        Number("GR-R-001-4", (parts, _) => long.TryParse(At(parts, 2), NumberStyles.Integer,
            CultureInfo.InvariantCulture, out var branch) && branch >= 0, "has a branch third, 0 or more"),
        Number("GR-R-001-5", (parts, _) => Types.Contains(At(parts, 3)), "has a Greek type of document fourth"),
        Number("GR-R-001-6", (parts, _) => At(parts, 4).Length > 0, "has a series fifth"),
        Number("GR-R-001-7", (parts, _) => At(parts, 5).Length > 0, "has a serial number sixth"),
        FieldRules.Needed("GR-R-002", Seller, "PartyName/Name", "A Greek seller says his trading name (BT-28)."),
        new("GR-R-003", $"{Seller}/PartyTaxScheme", IsGreekVatId, "A Greek VAT id is EL and a tax number.")
            { Where = x => x.Is("TaxScheme/ID", "VAT") && x.Has("CompanyID") },
        FieldRules.Needed("GR-R-005", Buyer, "PartyName/Name", "A Greek seller's buyer has a trading name (BT-45)."),
        new("GR-R-008-3", "//AdditionalDocumentReference", x => x.Says("Attachment/ExternalReference/URI"),
            "The address of a Greek invoice is missing.") { Where = Described(Address) },
    ];

    private static readonly IReadOnlyList<Rule> AtHome =
    [
        new("GR-R-004-1", "", x => x.All("AdditionalDocumentReference").Count(Described(Mark)) == 1,
            "A Greek invoice has one registration number (M.AR.K)."),
        new("GR-R-004-2", "//AdditionalDocumentReference/ID", x => x.Value is [>= '1' and <= '9', ..],
            "The registration number (M.AR.K) is no positive number.") { Where = x => Described(Mark)(x.Parent!) },
        new("GR-R-008-2", "", x => x.All("AdditionalDocumentReference").Count(Described(Address)) <= 1,
            "A Greek invoice has more than one address."),
    ];

    private static readonly IReadOnlyList<Rule> AmongGreeks =
    [
        new("GR-R-006", Buyer, x => NationalRules.VatSchemes(x).Count() == 1
            && NationalRules.VatSchemes(x).All(IsGreekVatId), "A Greek buyer has one VAT id, EL and a tax number."),
        Endpoint("GR-R-010", Buyer, "buyer"),
    ];

    public static IEnumerable<Rule> Of(XElement root)
    {
        var isSeller = IsGreek(NationalRules.CountryOf(root));
        var isBuyer = IsGreek(NationalRules.CountryOf(root, NationalRules.Buyer));
        return
        [
            .. isSeller ? OfSeller : [],
            .. isSeller && root.Is($"{NationalRules.Seller}/{NationalRules.Country}", "GR") ? AtHome : [],
            .. IsGreek(NationalRules.CountryOf(root, NationalRules.Seller))
                ? [Endpoint("GR-R-009", Seller, "seller")] : (Rule[])[],
            .. isSeller && isBuyer ? AmongGreeks : [],
        ];
    }

    private static bool IsGreek(string country) => country is "GR" or "EL";

    private static Rule Number(string id, Func<string[], XElement, bool> holds, string says) => new(
        id, "ID", x => holds(x.Value.Split('|'), x.Root()), $"The number of a Greek invoice {says} (BT-1).");

    private static Rule Endpoint(string id, string party, string who) => new(id, $"{party}/EndpointID",
        x => x.Attr("schemeID") == Registration && IsTaxNumber(x.Value),
        $"A Greek {who}'s electronic address is a tax number of scheme {Registration}.");

    private static Func<XElement, bool> Described(string description) =>
        reference => reference.Values("DocumentDescription").Contains(description);

    private static string At(string[] parts, int index) => index < parts.Length ? parts[index] : "";

    private static bool IsSellers(string[] parts, XElement root) => IsTaxNumber(parts[0])
        && root.All(NationalRules.Seller).Concat(root.All("TaxRepresentativeParty"))
            .Select(NationalRules.VatIdOf).Any(id => id.Length > 2 && id[2..] == parts[0]);

    private static bool IsGreekVatId(XElement scheme) =>
        scheme.Values("CompanyID").FirstOrDefault() is { Length: > 2 } id
        && id.StartsWith("EL", StringComparison.Ordinal) && IsTaxNumber(id[2..]);

    /// <summary>Nine digits, the last by modulus 11 with powers of two.</summary>
    private static bool IsTaxNumber(string text) => text.Length == 9 && text.All(char.IsAsciiDigit)
        && text[..8].Select((digit, i) => (digit - '0') << (8 - i)).Sum() % 11 % 10 == text[8] - '0';
}
