using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>XRechnung 3.0 and its extension, whose rules take the place of some of the norm (BR-DE, BR-DEX).</summary>
internal static class XRechnung
{
    private const string Standard = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
    private const string Extension = $"{Standard}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0";
    private const string Vehicles = $"{Standard}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9";
    private const string Prepaid = "PrepaidPayment";

    /// <summary>Codes of digital health applications, which the extension allows beside ISO 6523 and EAS.</summary>
    private static readonly string[] Health = ["XR01", "XR02", "XR03"];

    /// <summary>
    /// Rules of the norm that an extended document need not keep, as it keeps those of the extension.
    /// </summary>
    private static readonly string[] Extended =
        ["BR-CL-10", "BR-CL-11", "BR-CL-21", "BR-CL-24", "BR-CL-25", "BR-CL-26", "BR-CO-16"];

    public static readonly IReadOnlyList<Rule> OfExtension =
    [
        new("BR-DEX-01", "//EmbeddedDocumentBinaryObject", x => x.Attr("mimeCode") is var type
            && (type == "application/xml" || CodeLists.Has("MIME", type)), "Such files may not be attached."),
        new("BR-DEX-03", "//SubInvoiceLine/Item", x => x.Count("ClassifiedTaxCategory") == 1,
            "A line within a line has not one VAT category."),
        Scheme("BR-DEX-04", "//PartyIdentification/ID", "ICD"), Scheme("BR-DEX-05", "//PartyLegalEntity/CompanyID",
            "ICD"),
        Scheme("BR-DEX-06", "//StandardItemIdentification/ID", "ICD"), Scheme("BR-DEX-07", "//EndpointID", "EAS"),
        Scheme("BR-DEX-08", "//DeliveryLocation/ID", "ICD"),
        new("BR-DEX-09", "//LegalMonetaryTotal", IsDue,
            "The amount due is not what is left to pay, as rounded (BT-115)."),
        FieldRules.Needed("BR-DEX-10", Prepaid, "ID", "A payment to others has no identifier."),
        FieldRules.Needed("BR-DEX-11", Prepaid, "PaidAmount", "A payment to others has no amount."),
        FieldRules.Needed("BR-DEX-12", Prepaid, "InstructionID", "A payment to others has no description."),
        new("BR-DEX-13", Prepaid, x => x.Number("PaidAmount") is not { Scale: > 2 },
            "A payment to others has more than two decimals."),
        new("BR-DEX-14", Prepaid,
            x => x.All("PaidAmount").Any(y => y.Attr("currencyID") == x.Text("../DocumentCurrencyCode")),
            "A payment to others is in another currency."),
    ];

    public static bool IsNamed(XElement root) =>
        root.Text("CustomizationID").Contains("xrechnung", StringComparison.OrdinalIgnoreCase);

    public static bool IsExtended(XElement root) => root.Text("CustomizationID") == Extension;

    public static bool IsOfVehicles(XElement root) => root.Text("CustomizationID") == Vehicles;

    /// <summary>The rules of the norm that rules of this document's specification stand in the place of.</summary>
    public static IReadOnlyList<string> Replaced(XElement root) =>
        IsExtended(root) ? Extended : IsOfVehicles(root) ? CleanVehicles.Replaced : [];

    public static IEnumerable<Fault> FaultsIn(XElement root) => GermanRules.OfXRechnung
        .Concat(IsExtended(root) ? OfExtension : []).Concat(IsOfVehicles(root) ? CleanVehicles.All : [])
        .SelectMany(rule => rule.FaultsIn(root, FaultClass.Profile));

    private static Rule Scheme(string id, string at, string list) => new(id, at,
        x => Health.Contains(x.Attr("schemeID")) || CodeLists.Has(list, x.Attr("schemeID"))
            || (id == "BR-DEX-04" && CodeRules.IsSepa(x)),
        "The scheme of the identifier is in no list.")
    { Where = x => x.HasAttribute("schemeID") };

    private static bool IsDue(XElement totals) =>
        totals.Number("PayableAmount") is { } due && totals.Number("TaxInclusiveAmount") is { } gross
        && UblElements.Hundredths(due - totals.Sum("PayableRoundingAmount"))
            == UblElements.Hundredths(gross - totals.Sum("PrepaidAmount") + totals.Root().Sum($"{Prepaid}/PaidAmount"));
}
