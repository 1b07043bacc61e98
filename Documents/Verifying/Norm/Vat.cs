using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.Norm;

/// <summary>Which ids and categories are of VAT, and not of another tax.</summary>
internal static class Vat
{
    /// <summary>A category or a registration whose scheme is VAT, in whichever letters.</summary>
    public static bool IsScheme(XElement part) => part.All("TaxScheme")
        .Any(scheme => scheme.Text("ID").Equals("VAT", StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<XElement> IdsOf(XElement party) =>
        party.All("PartyTaxScheme").Where(IsScheme).SelectMany(scheme => scheme.All("CompanyID"));

    public static IEnumerable<XElement> IdsOf(IEnumerable<XElement> parties) => parties.SelectMany(IdsOf);
}
