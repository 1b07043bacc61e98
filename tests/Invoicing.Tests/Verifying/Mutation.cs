using System.Globalization;
using System.Xml.Linq;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>
/// One way to falsify a document, at each place that it finds there. Every mutant is wrong by EN 16931, by Peppol where
/// the document follows it, or by the law on what an invoice must say.
/// </summary>
internal sealed record Mutation(string Name, Func<XElement, IEnumerable<Action>> At)
{
    /// <summary>UNCL 5305, and one code that is none of it.</summary>
    private static readonly string[] Categories = ["S", "Z", "AE", "E", "O", "G", "K", "X"];

    private static readonly string[] Amounts =
    [
        "Line/LineExtensionAmount", "TaxTotal/TaxAmount", "TaxTotal/TaxSubtotal/TaxableAmount",
        "TaxTotal/TaxSubtotal/TaxAmount", "LegalMonetaryTotal/LineExtensionAmount",
        "LegalMonetaryTotal/TaxExclusiveAmount", "LegalMonetaryTotal/TaxInclusiveAmount",
        "LegalMonetaryTotal/PayableAmount",
    ];

    private static readonly string[] Needed =
    [
        "CustomizationID", "ID", "IssueDate", "Type", "DocumentCurrencyCode", "TaxTotal", "LegalMonetaryTotal",
        "AccountingSupplierParty/Party/PartyLegalEntity", "AccountingCustomerParty/Party/PartyLegalEntity",
        "AccountingSupplierParty/Party/PostalAddress/Country", "AccountingCustomerParty/Party/PostalAddress/Country",
        "Line/ID", "Line/Quantity", "Line/Item/Name", "Line/Price", "Line/Item/ClassifiedTaxCategory",
        "TaxTotal/TaxSubtotal", .. Amounts[4..],
    ];

    /// <summary>Of invoices and credit notes alike.</summary>
    public static IEnumerable<Mutation> OfBoth =>
    [
        .. Amounts.Select(path => new Mutation($"a unit more in {path}", Each(path, x => AddUnits(x, 1)))),
        .. Amounts.Select(path => new Mutation($"a unit less in {path}", Each(path, x => AddUnits(x, -1)))),
        .. Amounts.Select(path => new Mutation($"another currency in {path}", Each(path, SetOtherCurrency))),
        .. Amounts.Select(path => new Mutation($"a decimal more in {path}", Each(path, AddDecimal))),
        .. Needed.Select(path => new Mutation($"no {path}", Each(path, x => x.Remove()))),
        .. Categories.Select(code => new Mutation($"a line in {code}", OtherCategory("Line/Item/Classified", code))),
        .. Categories.Select(code => new Mutation($"tax in {code}", OtherCategory("TaxTotal/TaxSubtotal/", code))),
        new("another rate on a line", Each("Line/Item/ClassifiedTaxCategory/Percent", AddOne)),
        new("another rate of the tax", Each("TaxTotal/TaxSubtotal/TaxCategory/Percent", AddOne)),
        new("a subtotal twice", Each("TaxTotal/TaxSubtotal", x => x.AddAfterSelf(new XElement(x)))),
        // Without a line of nothing the document is as right as before.
        new("no line", Each("Line", x => x.Remove(), x => Number(Part(x, "LineExtensionAmount")) != 0)),
        new("a line twice", Each("Line", x => x.AddAfterSelf(new XElement(x)))),
        new("a unit moved from line to line", MovedUnit),
        new("a price below 0", Each("Line/Price/PriceAmount", x => x.Value = "-1")),
        new("three times the quantity", Each(
            "Line/Quantity", Triple, x => Number(Beside(x, "LineExtensionAmount")) != 0)),
        new("a quantity without a unit", Each("Line/Quantity", x => x.Attribute("unitCode")!.Remove())),
        new("a whole card number on a line", Each("Line/Item/Name", x => x.Value += " 4242 4242 4242 4242")),
        new("the 30th of February", Each("IssueDate", x => x.Value = "2026-02-30")),
        new("a type of another document", Each("Type", x => x.Value = x.Value == "380" ? "381" : "380")),
        new("an amount in words", Each("LegalMonetaryTotal/PayableAmount", x => x.Value = "ten")),
        new("no reason where there is no tax", Each(
            "TaxTotal/TaxSubtotal/TaxCategory", x => Reasons(x).Remove(), x => Reasons(x).Any())),
        new("a reason where the rate says all", Each("TaxTotal/TaxSubtotal/TaxCategory/Percent", AddReason, IsRated)),
        new("no VAT id of the seller", Each("AccountingSupplierParty/Party/PartyTaxScheme", x => x.Remove())),
        new("no VAT id of the buyer", Each(
            "AccountingCustomerParty/Party/PartyTaxScheme", x => x.Remove(), x => CategoriesIn(x).Contains("AE"))),
        new("a VAT id without its country", Each(
            "AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", x => x.Value = "12345678")),
        new("a seller outside the scope with a VAT id", Each(
            "AccountingSupplierParty/Party/PostalAddress", AddVatId, x => CategoriesIn(x).Contains("O"))),
        new("a process that Peppol does not know", Each("ProfileID", x => x.Value = "urn:process")),
        new("Peppol without its process", Each("ProfileID", x => x.Remove())),
        new("Peppol of another version", Each("CustomizationID", x => x.Value += "1", IsPeppol)),
        new("Peppol without the buyer's reference", Each("BuyerReference", x => x.Remove(), IsPeppol)),
        new("Peppol without the seller's address", Each(
            "AccountingSupplierParty/Party/EndpointID", x => x.Remove(), IsPeppol)),
        new("Peppol without the buyer's address", Each(
            "AccountingCustomerParty/Party/EndpointID", x => x.Remove(), IsPeppol)),
        new("an address without its scheme", Each(
            "AccountingSupplierParty/Party/EndpointID", x => x.Attribute("schemeID")!.Remove())),
    ];

    public static IEnumerable<Mutation> OfInvoices =>
    [
        new("a unit more in LegalMonetaryTotal/PrepaidAmount", Each(
            "LegalMonetaryTotal/PrepaidAmount", x => AddUnits(x, 1))),
        new("nothing paid in advance", Each("LegalMonetaryTotal/PrepaidAmount", x => x.Remove())),
        new("a whole card number", Each(
            "PaymentMeans/CardAccount/PrimaryAccountNumberID", x => x.Value = "4242424242424242")),
        new("a whole card number as reference", Each("PaymentMeans/PaymentID", x => x.Value = "4242424242424242")),
        new("an amount due on no day", Each("DueDate", x => x.Remove())),
        new("instructions of no kind", Each("PaymentMeans/PaymentMeansCode", x => x.Remove())),
    ];

    public static IEnumerable<Mutation> OfCreditNotes =>
    [
        new("a unit more in LegalMonetaryTotal/PayableRoundingAmount", Each(
            "LegalMonetaryTotal/PayableRoundingAmount", x => AddUnits(x, 1))),
        new("no rounding", Each("LegalMonetaryTotal/PayableRoundingAmount", x => x.Remove())),
        new("no invoice that is credited", Each("BillingReference", x => x.Remove())),
        new("no number of the invoice that is credited", Each(
            "BillingReference/InvoiceDocumentReference/ID", x => x.Remove())),
        new("a whole card number in the reason", Each("Note", x => x.Value += " 4242424242424242")),
    ];

    private static Func<XElement, IEnumerable<Action>> Each(
        string path, Action<XElement> falsify, Func<XElement, bool>? where = null) =>
        root => root.Descendants()
            .Where(element => PathOf(element) == path && where?.Invoke(element) != false).ToList()
            .Select(element => (Action)(() => falsify(element)));

    /// <summary>Lines, quantities and types have other names in a credit note.</summary>
    private static string PathOf(XElement element) => string.Join(
        '/', element.AncestorsAndSelf().Reverse().Skip(1).Select(part => part.Name.LocalName switch
        {
            "InvoiceLine" or "CreditNoteLine" => "Line",
            "InvoicedQuantity" or "CreditedQuantity" => "Quantity",
            "InvoiceTypeCode" or "CreditNoteTypeCode" => "Type",
            var name => name,
        }));

    private static Func<XElement, IEnumerable<Action>> OtherCategory(string within, string code) =>
        Each($"{within}TaxCategory/ID", id => id.Value = code, id => id.Value != code);

    /// <summary>The sums stay as they were.</summary>
    private static IEnumerable<Action> MovedUnit(XElement root)
    {
        var nets = root.Elements().Where(x => PathOf(x) == "Line")
            .Select(line => Part(line, "LineExtensionAmount")).ToList();
        return nets.Zip(nets.Skip(1), (left, right) => (Action)(() =>
        {
            AddUnits(left, 1);
            AddUnits(right, -1);
        }));
    }

    private static void AddUnits(XElement amount, int units)
    {
        var unit = amount.Attribute("currencyID")!.Value == "JPY" ? 1m : 0.01m;
        amount.SetValue(Number(amount) + (units * unit));
    }

    private static void SetOtherCurrency(XElement amount) => amount.SetAttributeValue("currencyID", "USD");

    private static void AddDecimal(XElement amount) =>
        amount.Value += amount.Value.Contains('.', StringComparison.Ordinal) ? "0" : ".000";

    private static void AddOne(XElement percent) => percent.SetValue(Number(percent) + 1);

    private static void Triple(XElement quantity) => quantity.SetValue(Number(quantity) * 3);

    private static void AddReason(XElement percent) => percent.AddAfterSelf(
        new XElement(percent.Name.Namespace + "TaxExemptionReason", "Because"));

    private static void AddVatId(XElement address)
    {
        var cac = address.Name.Namespace;
        var cbc = address.Descendants().First(x => x.Name.LocalName == "IdentificationCode").Name.Namespace;
        address.AddAfterSelf(new XElement(
            cac + "PartyTaxScheme",
            new XElement(cbc + "CompanyID", "CZ12345679"),
            new XElement(cac + "TaxScheme", new XElement(cbc + "ID", "VAT"))));
    }

    /// <summary>In words, by its code, or both.</summary>
    private static IEnumerable<XElement> Reasons(XElement category) => category.Elements()
        .Where(x => x.Name.LocalName.StartsWith("TaxExemptionReason", StringComparison.Ordinal));

    private static bool IsRated(XElement percent) => Beside(percent, "ID").Value is "S" or "Z";

    private static XElement Beside(XElement element, string name) => Part(element.Parent!, name);

    private static XElement Part(XElement element, string name) =>
        element.Elements().First(x => x.Name.LocalName == name);

    private static bool IsPeppol(XElement element) => element.Document!.Root!.Elements()
        .Any(x => x.Name.LocalName == "ProfileID");

    private static List<string> CategoriesIn(XElement element) =>
    [
        .. element.Document!.Descendants().Where(x => x.Name.LocalName == "TaxCategory")
            .Select(x => Part(x, "ID").Value),
    ];

    private static decimal Number(XElement element) => decimal.Parse(element.Value, CultureInfo.InvariantCulture);
}
