using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>
/// What may stand once in UBL for the norm, and what must be said with it (UBL-SR, UBL-DT, UBL-CR-666).
/// </summary>
internal static class BindingRules
{
    private const string Seller = "AccountingSupplierParty/Party";
    private const string Buyer = "AccountingCustomerParty/Party";

    public static readonly IReadOnlyList<Rule> All =
    [
        Once("01", "", "ContractDocumentReference/ID"), Once("02", "", "ReceiptDocumentReference/ID"),
        Once("03", "", "DespatchDocumentReference/ID"), Once("05", "", "PaymentTerms/Note"),
        Once("04", "", x => x.All("AdditionalDocumentReference").Where(IsInvoiced).SelectMany(y => y.All("ID")),
            "invoiced object"),
        Once("06", "//BillingReference", "InvoiceDocumentReference"),
        FieldRules.Present("UBL-SR-07", "//BillingReference", "InvoiceDocumentReference/ID",
            "A preceding invoice has no number (BT-25)."),
        Once("08", "", "InvoicePeriod"), Once("09", "", $"{Seller}/PartyLegalEntity/RegistrationName"),
        Once("10", "", $"{Seller}/PartyName/Name"), Once("11", "", $"{Seller}/PartyLegalEntity/CompanyID"),
        Once("12", "", x => Ids(x, Seller, isVat: true), "VAT id of the seller"),
        Once("13", "", x => Ids(x, Seller, isVat: false), "tax registration of the seller"),
        Once("14", "", $"{Seller}/PartyLegalEntity/CompanyLegalForm"),
        Once("15", "", $"{Buyer}/PartyLegalEntity/RegistrationName"),
        Once("16", "", $"{Buyer}/PartyIdentification/ID"), Once("17", "", $"{Buyer}/PartyLegalEntity/CompanyID"),
        Once("18", "", x => Ids(x, Buyer, isVat: true), "VAT id of the buyer"),
        Payee("19", x => x.Count("PartyName/Name") <= 1),
        Payee("20", x => x.All("PartyIdentification/ID").Count(id => !IsSepa(id)) <= 1),
        Payee("21", x => x.Count("PartyLegalEntity/CompanyID") <= 1),
        Once("22", "//TaxRepresentativeParty", "PartyName/Name"),
        Once("23", "//TaxRepresentativeParty", "PartyTaxScheme/CompanyID"),
        Once("24", "", "Delivery"), Once("25", "//Delivery", "DeliveryParty/PartyName/Name"),
        Once("26", "//PaymentMeans", "PaymentID"), Once("27", "//PaymentMeans", "PaymentMeansCode"),
        Once("28", "//PaymentMeans", "PaymentMandate/ID"),
        Once("29", "", x => UblElements.Places(x, "//PartyIdentification/ID").Where(IsSepa), "SEPA creditor"),
        Once("30", "//AllowanceCharge", "AllowanceChargeReason") with { Where = ExtraRules.IsAllowance },
        Once("31", "//AllowanceCharge", "AllowanceChargeReason") with { Where = ExtraRules.IsCharge },
        Once("32", "//TaxSubtotal", "TaxCategory/TaxExemptionReason"),
        Once("33", "//AdditionalDocumentReference", "DocumentDescription"),
        Once("34", "//Line", "Note"), Once("35", "//Line", "OrderLineReference/LineID"),
        Once("36", "//Line", "InvoicePeriod"), Once("37", "//Line", "Price/AllowanceCharge/Amount"),
        Once("39", "", "ProjectReference/ID"), Once("40", "", $"{Buyer}/PartyName/Name"),
        new("UBL-SR-42", $"//{Seller}", x => x.Count("PartyTaxScheme") <= 2,
            "The seller has more than two tax schemes."),
        new("UBL-SR-43", "//AdditionalDocumentReference", IsRightlyTyped,
            "A supporting document has a type or a scheme, and is no invoiced object of type 130."),
        Same("44", "PaymentID"), Once("45", "", "PaymentMeans/PaymentDueDate"),
        Once("46", "", x => x.All("PaymentMeans/PaymentMeansCode").Where(y => y.HasAttribute("name")),
            "name of a means of payment"),
        Same("47", "PaymentMeansCode"),
        new("UBL-SR-48", "//Line", x => x.Count("Item/ClassifiedTaxCategory") == 1,
            "The line has not one VAT category, but none or several."),
        Once("49", "", "InvoicePeriod/DescriptionCode"), Once("50", "//Line", "Item/Description"),
        Once("51", "//PostalAddress | //Address", "AddressLine"), Once("52", "//Line", "DocumentReference"),
        new("UBL-SR-53", "//PartyTaxScheme", x => x.Has("TaxScheme/ID") && x.Has("CompanyID"),
            "A tax registration lacks its number or its scheme."),
        Once("54", "", "PaymentMeans/CardAccount"), Once("55", "", "PaymentMeans/PaymentMandate"),
        Once("56", "", "OriginatorDocumentReference/ID"),
        new("UBL-CR-666", "//AdditionalDocumentReference", x => !x.Has("Attachment"),
            "An invoiced object may have no attachment.") { Where = IsInvoiced },
        new("UBL-CR-673", "//AdditionalDocumentReference", x => !x.Has("DocumentDescription"),
            "An invoiced object may have no description.") { Where = IsInvoiced },
        new("UBL-DT-06", "//EmbeddedDocumentBinaryObject", x => x.HasAttribute("mimeCode"),
            "An attached file does not say its type."),
        new("UBL-DT-07", "//EmbeddedDocumentBinaryObject", x => x.HasAttribute("filename"),
            "An attached file has no name."),
    ];

    private static Rule Once(string number, string at, string path) =>
        new($"UBL-SR-{number}", at, x => x.Count(path) <= 1, $"{path} may stand once.");

    private static Rule Once(string number, string at, Func<XElement, IEnumerable<XElement>> of, string what) =>
        new($"UBL-SR-{number}", at, x => of(x).Count() <= 1, $"There may be one {what}.");

    private static Rule Same(string number, string name) => new($"UBL-SR-{number}", "",
        x => UblElements.Places(x, $"//{name}").Select(y => y.Value).Distinct().Count() <= 1,
        $"{name} must be the same in all payment instructions.");

    private static Rule Payee(string number, Func<XElement, bool> holds) => new($"UBL-SR-{number}", "//PayeeParty",
        x => holds(x) && x.Values("PartyName/Name").Any(name =>
            x.Values($"../{Seller}/PartyLegalEntity/RegistrationName").Any(seller => seller != name)),
        "The payee is named once, identified once, and is not the seller.");

    private static IEnumerable<XElement> Ids(XElement root, string party, bool isVat) => root
        .All($"{party}/PartyTaxScheme").Where(x => x.Has("TaxScheme") && Vat.IsScheme(x) == isVat)
        .SelectMany(x => x.All("CompanyID"));

    /// <summary>130 marks the object that is invoiced (BT-18).</summary>
    private static bool IsInvoiced(XElement reference) => reference.Values("DocumentTypeCode").Contains("130");

    private static bool IsRightlyTyped(XElement reference) => IsInvoiced(reference)
        || (reference.IsCreditNote() && reference.Values("DocumentTypeCode").Contains("50"))
        || (!reference.All("ID").Any(id => id.HasAttribute("schemeID")) && !reference.Has("DocumentTypeCode"));

    private static bool IsSepa(XElement id) =>
        string.Equals((string?)id.Attribute("schemeID"), "SEPA", StringComparison.OrdinalIgnoreCase);
}
