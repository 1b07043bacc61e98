using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>Sweden (SE-R), for sellers whose address is there.</summary>
internal static class SwedishRules
{
    private const string Entity = $"//{NationalRules.Seller}/PartyLegalEntity";
    private const string Tax = "GODKÄND FÖR F-SKATT";

    public static readonly IReadOnlyList<Rule> All =
    [
        new("SE-R-001", $"//{NationalRules.Seller}", x => NationalRules.VatIdOf(x).Length == 14,
            "A Swedish VAT id has 14 characters.") { Where = HasVatId },
        new("SE-R-002", $"//{NationalRules.Seller}", x => IsNumber(NationalRules.VatIdOf(x)[2..]),
            "A Swedish VAT id is SE and digits.") { Where = HasVatId },
        new("SE-R-003", Entity, x => IsNumber(x.Text("CompanyID")), "A Swedish organisation has digits alone.")
            { Where = HasCompany },
        new("SE-R-004", Entity, x => x.Text("CompanyID").Length == 10, "A Swedish organisation has 10 digits.")
            { Where = HasCompany },
        new("SE-R-013", Entity, x => SchemeDigits.IsSwedish(x.Text("CompanyID")),
            "The check digit of a Swedish organisation is wrong.") { Where = HasCompany },
        new("SE-R-005", $"//{NationalRules.Seller}/PartyTaxScheme/CompanyID",
            x => UblElements.Plain(x.Value).Equals(Tax, StringComparison.OrdinalIgnoreCase),
                $"A Swedish seller's other tax is '{Tax}'.")
            { Where = x => x.Has("../../PartyLegalEntity/CompanyID") && x.Has("../TaxScheme")
                && !Vat.IsScheme(x.Parent!) },
        new("SE-R-006", "//TaxCategory | //ClassifiedTaxCategory", x => x.Number("Percent") is 25 or 12 or 6,
            "A Swedish standard rate is 25, 12 or 6 %.")
            { Where = x => x.Is("ID", "S") && x.Root().All(NationalRules.Seller).Any(HasVatId) },
    ];

    private static bool HasVatId(XElement party) =>
        NationalRules.VatIdOf(party).StartsWith("SE", StringComparison.Ordinal);

    private static bool HasCompany(XElement entity) => entity.Has("CompanyID");

    private static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
