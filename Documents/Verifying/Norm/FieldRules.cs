using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>What an invoice must say of itself, its parties and its references (BR-01 to BR-57).</summary>
internal static class FieldRules
{
    private const string Seller = "AccountingSupplierParty/Party";
    private const string Buyer = "AccountingCustomerParty/Party";
    private const string Country = "Country/IdentificationCode";

    public static readonly IReadOnlyList<Rule> All =
    [
        Needed("BR-01", "", "CustomizationID", "It does not say the specification that it follows (BT-24)."),
        Needed("BR-02", "", "ID", "It does not say its number (BT-1)."),
        Needed("BR-03", "", "IssueDate", "It does not say its date of issue (BT-2)."),
        new("BR-04", "", x => x.Says("InvoiceTypeCode") || x.Says("CreditNoteTypeCode"),
            "It does not say of which type it is (BT-3)."),
        Needed("BR-05", "", "DocumentCurrencyCode", "It does not say its currency (BT-5)."),
        Needed("BR-06", "", $"{Seller}/PartyLegalEntity/RegistrationName",
            "It does not say the seller's name (BT-27)."),
        Needed("BR-07", "", $"{Buyer}/PartyLegalEntity/RegistrationName", "It does not say the buyer's name (BT-44)."),
        Present("BR-08", "", $"{Seller}/PostalAddress", "The seller has no address (BG-5)."),
        Needed("BR-09", $"//{Seller}/PostalAddress", Country, "The seller's address has no country (BT-40)."),
        Present("BR-10", "", $"{Buyer}/PostalAddress", "The buyer has no address (BG-8)."),
        Needed("BR-11", $"//{Buyer}/PostalAddress", Country, "The buyer's address has no country (BT-55)."),
        new("BR-16", "", x => x.Has("Line"), "It has no line (BG-25)."),
        Present("BR-17", "//PayeeParty", "PartyName/Name", "The payee has no name (BT-59)."),
        new("BR-17", "//PayeeParty", IsNotTheSeller, "The payee is the seller; leave it out, or name another."),
        Needed("BR-18", "//TaxRepresentativeParty", "PartyName/Name", "The tax representative has no name (BT-62)."),
        Present("BR-19", "//TaxRepresentativeParty", "PostalAddress", "The tax representative has no address (BG-12)."),
        Needed("BR-20", "//TaxRepresentativeParty/PostalAddress", Country,
            "The tax representative's address has no country (BT-69)."),
        new("BR-29", "//InvoicePeriod", IsInOrder, "The period ends before it begins.") { Where = IsOfDocument },
        new("BR-30", "//Line/InvoicePeriod", IsInOrder, "The period of the line ends before it begins."),
        Present("BR-49", "//PaymentMeans", "PaymentMeansCode", "The payment instructions have no type (BT-81)."),
        new("BR-50", "//PaymentMeans/PayeeFinancialAccount", x => x.Says("ID"),
            "The account of a credit transfer has no number (BT-84).") { Where = x => IsTransfer(x.Parent!) },
        Needed("BR-52", "//AdditionalDocumentReference", "ID", "A supporting document has no reference (BT-122)."),
        new("BR-53", "", x => x.Values("TaxCurrencyCode").All(code => TaxIn(x, code)),
            "It does not say the tax in the currency of the accounts (BT-111)."),
        new("BR-54", "//AdditionalItemProperty", x => x.Has("Name") && x.Has("Value"),
            "An attribute of an item lacks its name or its value (BT-160, BT-161).")
            { Wish = x => x.Says("Name") && x.Says("Value") },
        Present("BR-55", "//BillingReference", "InvoiceDocumentReference/ID",
            "A preceding invoice has no number (BT-25)."),
        new("BR-56", "//TaxRepresentativeParty", x => Vat.IdsOf(x).Any(),
            "The tax representative has no VAT id (BT-63)."),
        Present("BR-57", "//Delivery/DeliveryLocation/Address", Country,
            "The address of delivery has no country (BT-80)."),
        Present("BR-61", "//PaymentMeans", "PayeeFinancialAccount/ID",
            "A credit transfer does not name the account (BT-84).") with { Where = IsTransfer },
        Scheme("BR-62", $"//{Seller}/EndpointID", "schemeID", "The electronic address of the seller has no scheme."),
        Scheme("BR-63", $"//{Buyer}/EndpointID", "schemeID", "The electronic address of the buyer has no scheme."),
        Scheme("BR-64", "//Line/Item/StandardItemIdentification/ID", "schemeID",
            "The standard identifier of an item has no scheme (BT-157)."),
        Scheme("BR-65", "//Line/Item/CommodityClassification/ItemClassificationCode", "listID",
            "The classification of an item does not name its list (BT-158)."),
        new("BR-CO-03", "", x => !x.Has("TaxPointDate") || !x.Has("InvoicePeriod/DescriptionCode"),
            "It has both a day when tax is due and a code for it (BT-7, BT-8)."),
        new("BR-CO-09", "//PartyTaxScheme", HasPrefix, "The VAT id does not begin with its country.")
            { Where = Vat.IsScheme },
        new("BR-CO-19", "//InvoicePeriod",
            x => x.Has("StartDate") || x.Has("EndDate") || x.Has("DescriptionCode"),
            "The period has neither a beginning nor an end (BG-14).") { Where = IsOfDocument },
        new("BR-CO-20", "//Line/InvoicePeriod", x => x.Has("StartDate") || x.Has("EndDate"),
            "The period of the line has neither a beginning nor an end (BG-26)."),
        new("BR-CO-26", "//AccountingSupplierParty", IsIdentified,
            "Nothing identifies the seller (BT-29, BT-30, BT-31)."),
    ];

    public static Rule Needed(string id, string at, string path, string says) => new(id, at, x => x.Says(path), says);

    /// <summary>Even if it is empty; that it is not, is our wish.</summary>
    public static Rule Present(string id, string at, string path, string says) =>
        new(id, at, x => x.Has(path), says) { Wish = x => x.Says(path) };

    /// <summary>Credit transfers (UNTDID 4461).</summary>
    private static bool IsTransfer(XElement means) => means.Is("PaymentMeansCode", "30", "58");

    private static Rule Scheme(string id, string at, string attribute, string says) =>
        new(id, at, x => x.HasAttribute(attribute), says);

    private static bool IsNotTheSeller(XElement payee) =>
        !UblElements.Meet(payee.Values("PartyName/Name"), payee.Values($"../{Seller}/PartyName/Name"))
        && !UblElements.Meet(payee.Values("PartyIdentification/ID"),
            payee.Values($"../{Seller}/PartyIdentification/ID"));

    private static bool IsOfDocument(XElement period) =>
        period.Parent!.Name.LocalName is not ("InvoiceLine" or "CreditNoteLine");

    private static bool IsInOrder(XElement period) => !(period.Day("EndDate") < period.Day("StartDate"));

    private static bool TaxIn(XElement root, string currency) => UblElements.Places(root, "//TaxTotal/TaxAmount")
        .Any(amount => (string?)amount.Attribute("currencyID") == currency);

    /// <summary>The official rule looks for its first two characters in the list as text, blanks and all.</summary>
    private static bool HasPrefix(XElement scheme)
    {
        var id = scheme.Values("CompanyID").FirstOrDefault() ?? "";
        var prefix = id[..Math.Min(2, id.Length)];
        return prefix == "EL" || CodeLists.Of("ISO3166").Any(code => $" {code} ".Contains(prefix));
    }

    private static bool IsIdentified(XElement supplier) =>
        Vat.IdsOf(supplier.All("Party")).Any()
        || supplier.All("Party/PartyIdentification/ID").Any(id => (string?)id.Attribute("schemeID") != "SEPA")
        || supplier.Has("Party/PartyLegalEntity/CompanyID");
}
