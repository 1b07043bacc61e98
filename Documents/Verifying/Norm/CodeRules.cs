using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>Codes stand in their lists (BR-CL-01 to -26).</summary>
internal static class CodeRules
{
    public const string Amounts = "//Amount | //BaseAmount | //PriceAmount | //TaxAmount | //TaxableAmount"
        + " | //LineExtensionAmount | //TaxExclusiveAmount | //TaxInclusiveAmount | //AllowanceTotalAmount"
        + " | //ChargeTotalAmount | //PrepaidAmount | //PayableRoundingAmount | //PayableAmount";

    public static readonly IReadOnlyList<Rule> All =
    [
        Text("BR-CL-01", "//InvoiceTypeCode", "UNTDID1001.invoice", "The type is none of invoices in UNTDID 1001."),
        Text("BR-CL-01", "//CreditNoteTypeCode", "UNTDID1001.creditNote",
            "The type is none of credit notes in UNTDID 1001."),
        Attribute("BR-CL-03", Amounts, "currencyID", "ISO4217", "The currency of the amount is none of ISO 4217."),
        Text("BR-CL-04", "//DocumentCurrencyCode", "ISO4217", "The currency is none of ISO 4217."),
        Text("BR-CL-05", "//TaxCurrencyCode", "ISO4217", "The currency of the accounts is none of ISO 4217."),
        Text("BR-CL-06", "//InvoicePeriod/DescriptionCode", "UNTDID2005", "When tax is due is none of UNTDID 2005."),
        Attribute("BR-CL-07", "//AdditionalDocumentReference/ID | //DocumentReference/ID", "schemeID", "UNTDID1153",
            "The scheme of the invoiced object is none of UNTDID 1153.")
            with { Where = x => x.HasAttribute("schemeID") && x.Parent!.Values("DocumentTypeCode").Contains("130") },
        new("BR-CL-08", "Note", HasSubject, "The subject of the note is none of UNTDID 4451."),
        new("BR-CL-10", "//PartyIdentification/ID", IsParty, "The scheme of the party's id is none of ISO 6523.")
            { Where = x => x.HasAttribute("schemeID") },
        IfAny("BR-CL-11", "//PartyLegalEntity/CompanyID", "schemeID", "ICD",
            "The scheme of the registration is none of ISO 6523."),
        IfAny("BR-CL-13", "//CommodityClassification/ItemClassificationCode", "listID", "UNTDID7143",
            "The list of the classification is none of UNTDID 7143."),
        Text("BR-CL-14", "//Country/IdentificationCode", "ISO3166", "The country is none of ISO 3166-1."),
        Text("BR-CL-15", "//OriginCountry/IdentificationCode", "ISO3166",
            "The country of origin is none of ISO 3166-1."),
        Text("BR-CL-16", "//PaymentMeans/PaymentMeansCode", "UNTDID4461",
            "The means of payment is none of UNTDID 4461."),
        Text("BR-CL-17", "//TaxCategory/ID", "UNTDID5305", "The VAT category is none of UNTDID 5305."),
        Text("BR-CL-18", "//ClassifiedTaxCategory/ID", "UNTDID5305", "The VAT category is none of UNTDID 5305."),
        Text("BR-CL-19", "//AllowanceCharge/AllowanceChargeReasonCode", "UNTDID5189",
            "The reason of the allowance is none of UNTDID 5189.")
            with { Where = x => ExtraRules.IsAllowance(x.Parent!) },
        Text("BR-CL-20", "//AllowanceCharge/AllowanceChargeReasonCode", "UNTDID7161",
            "The reason of the charge is none of UNTDID 7161.") with { Where = x => ExtraRules.IsCharge(x.Parent!) },
        IfAny("BR-CL-21", "//StandardItemIdentification/ID", "schemeID", "ICD",
            "The scheme of the item's identifier is none of ISO 6523."),
        new("BR-CL-22", "//TaxExemptionReasonCode",
            x => CodeLists.Has("VATEX", UblElements.Plain(x.Value).ToUpperInvariant()),
            "The code of the exemption is none of the list VATEX."),
        IfAny("BR-CL-23", "//InvoicedQuantity | //BaseQuantity | //CreditedQuantity", "unitCode", "Rec20",
            "The unit is none of UN/ECE Recommendations 20 and 21."),
        new("BR-CL-24", "//EmbeddedDocumentBinaryObject",
            x => CodeLists.Has("MIME", (string?)x.Attribute("mimeCode") ?? ""), "Such files may not be attached.")
            { Where = x => x.HasAttribute("mimeCode") },
        IfAny("BR-CL-25", "//EndpointID", "schemeID", "EAS", "The scheme of the electronic address is none of EAS."),
        IfAny("BR-CL-26", "//DeliveryLocation/ID", "schemeID", "ICD", "The scheme of the place is none of ISO 6523."),
    ];

    public static Rule Text(string id, string at, string list, string says) =>
        new(id, at, x => CodeLists.Has(list, UblElements.Plain(x.Value)), says);

    public static Rule Attribute(string id, string at, string attribute, string list, string says) =>
        new(id, at, x => CodeLists.Has(list, x.Attr(attribute)), says);

    /// <summary>Where the attribute is missing, another rule asks for it.</summary>
    public static Rule IfAny(string id, string at, string attribute, string list, string says) =>
        Attribute(id, at, attribute, list, says) with { Where = x => x.HasAttribute(attribute) };

    /// <summary>A SEPA creditor may be named beside the schemes of ISO 6523, by the seller and the payee.</summary>
    public static bool IsSepa(XElement id) => id.Attr("schemeID") == "SEPA"
        && (id.IsWithin("AccountingSupplierParty") || id.IsWithin("PayeeParty"));

    private static bool IsParty(XElement id) => CodeLists.Has("ICD", id.Attr("schemeID")) || IsSepa(id);

    /// <summary>A note may begin with three letters between number signs.</summary>
    private static bool HasSubject(XElement note) =>
        note.Value.Split('#') is not [_, { Length: 3 } subject, _, ..] || CodeLists.Has("UNTDID4451", subject);
}
