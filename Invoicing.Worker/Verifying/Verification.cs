using System.Xml.Linq;
using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>What a document does not keep: the rule by its name in EN 16931, and the fault for people.</summary>
internal sealed record Fault(string Rule, string What);

/// <summary>
/// Holds an invoice or credit note against EN 16931, exactly: the official rules let a tax be one unit off and never
/// multiply a line's price by its quantity; here nothing may differ by a cent. Rules that EN 16931 does not have are
/// named by where they come from: PEPPOL-EN16931 (Peppol BIS 3), VAT-219 (directive 2006/112/EC, article 219), CARD
/// (no card number in full, PCI DSS 3.4).
/// </summary>
internal static class Verification
{
    private const string Seller = "AccountingSupplierParty/Party";
    private const string Buyer = "AccountingCustomerParty/Party";

    private const int MostDigitsOfCard = 10;

    /// <summary>Credit transfers (UNCL 4461).</summary>
    private static readonly string[] Transfers = ["30", "58"];

    private static readonly (string Rule, string Path, string What)[] Needed =
    [
        ("BR-01", "CustomizationID", "the specification that it follows (BT-24)"),
        ("BR-02", "ID", "its number (BT-1)"),
        ("BR-03", "IssueDate", "its date of issue (BT-2)"),
        ("BR-05", "DocumentCurrencyCode", "its currency (BT-5)"),
        ("BR-06", $"{Seller}/PartyLegalEntity/RegistrationName", "the seller's name (BT-27)"),
        ("BR-07", $"{Buyer}/PartyLegalEntity/RegistrationName", "the buyer's name (BT-44)"),
        ("BR-09", $"{Seller}/PostalAddress/Country/IdentificationCode", "the seller's country (BT-40)"),
        ("BR-11", $"{Buyer}/PostalAddress/Country/IdentificationCode", "the buyer's country (BT-55)"),
        ("BR-12", "LegalMonetaryTotal/LineExtensionAmount", "the sum of its lines (BT-106)"),
        ("BR-13", "LegalMonetaryTotal/TaxExclusiveAmount", "its total without tax (BT-109)"),
        ("BR-14", "LegalMonetaryTotal/TaxInclusiveAmount", "its total with tax (BT-112)"),
        ("BR-15", "LegalMonetaryTotal/PayableAmount", "the amount due (BT-115)"),
    ];

    private static readonly (string Rule, string Path, string What)[] NeededOnLine =
    [
        ("BR-21", "ID", "no identifier (BT-126)"),
        ("BR-24", "LineExtensionAmount", "no net amount (BT-131)"),
        ("BR-25", "Item/Name", "no name (BT-153)"),
        ("BR-26", "Price/PriceAmount", "no price (BT-146)"),
        ("BR-CO-04", "Item/ClassifiedTaxCategory/ID", "no VAT category (BT-151)"),
    ];

    private static readonly (string Rule, string Path, string What)[] NeededInBreakdown =
    [
        ("BR-45", "TaxableAmount", "no base (BT-116)"),
        ("BR-46", "TaxAmount", "no tax (BT-117)"),
        ("BR-47", "TaxCategory/ID", "no VAT category (BT-118)"),
    ];

    /// <summary>Everything that is wrong; empty when the document is right.</summary>
    public static IReadOnlyList<Fault> FaultsIn(UblDocument document) =>
    [
        .. Missing(document), .. Types(document), .. References(document), .. Dates.FaultsIn(document),
        .. document.Lines.SelectMany((_, i) => OnLine(document, i)), .. Amounts(document),
        .. ExactSums.FaultsIn(document), .. TaxRules.FaultsIn(document), .. Payment(document),
        .. CardNumbers.FaultsIn(document), .. PeppolRules.FaultsIn(document),
    ];

    /// <summary>A line as a fault names it: by its identifier, else by its place.</summary>
    public static string NameOf(UblDocument document, XElement line, int index) =>
        $"line {document.Text("ID", line) ?? $"at place {index + 1}"}";

    private static IEnumerable<Fault> Missing(UblDocument document)
    {
        foreach (var (rule, path, what) in Needed)
            if (document.Text(path) is null) yield return new(rule, $"It does not say {what}.");
        if (document.Lines.Count == 0) yield return new("BR-16", "It has no line.");
        foreach (var subtotal in document.TaxSubtotals)
            foreach (var (rule, path, what) in NeededInBreakdown)
                if (document.Text(path, subtotal) is null) yield return new(rule, $"Its breakdown of VAT has {what}.");
        foreach (var code in document.Values.Where(x => x.Name.LocalName == "IdentificationCode"))
            if (code.Value.Trim() is { Length: > 0 } country && !Countries.IsKnown(country))
                yield return new("BR-CL-14", $"Its country '{country}' is none of ISO 3166-1.");
        if (document.Currency.Length > 0 && !Currencies.IsKnown(document.Currency))
            yield return new("BR-CL-04", $"Its currency '{document.Currency}' is none of ISO 4217.");
    }

    /// <summary>
    /// 380 is a commercial invoice, 381 a credit note (UNTDID 1001); other codes are for other businesses.
    /// </summary>
    private static IEnumerable<Fault> Types(UblDocument document)
    {
        var type = document.Text(document.IsCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode");
        var allowed = document.IsCreditNote
            ? (string[])["381", "396", "261", "262", "296", "308", "532"]
            : ["380", "384", "386", "389", "393", "751", "326", "875", "876", "877"];
        if (type is null) yield return new("BR-04", "It does not say of which type it is (BT-3).");
        else if (!allowed.Contains(type)) yield return new("BR-CL-01", $"Its type '{type}' is not one of its kind.");
    }

    private static IEnumerable<Fault> References(UblDocument document)
    {
        foreach (var reference in document.Each("AdditionalDocumentReference"))
            if (document.Text("ID", reference) is null)
                yield return new("BR-52", "It refers to a document without its number (BT-122).");

        var before = document.Each("BillingReference").ToList();
        foreach (var reference in before)
            if (document.Text("InvoiceDocumentReference/ID", reference) is null)
                yield return new("BR-55", "It refers to an invoice before it without its number (BT-25).");
        if (document.IsCreditNote && before.Count == 0)
            yield return new("VAT-219", "It is a credit note and does not say of which invoice (BT-25).");
    }

    private static IEnumerable<Fault> OnLine(UblDocument document, int index)
    {
        var line = document.Lines[index];
        var name = NameOf(document, line, index);
        foreach (var (rule, path, what) in NeededOnLine)
            if (document.Text(path, line) is null) yield return new(rule, $"{name} has {what}.");

        var quantity = document.IsCreditNote ? "CreditedQuantity" : "InvoicedQuantity";
        if (document.Number(quantity, line) is null) yield return new("BR-22", $"{name} has no quantity (BT-129).");
        if (string.IsNullOrWhiteSpace(document.Attribute(quantity, "unitCode", line)))
            yield return new("BR-23", $"{name} has no unit of its quantity (BT-130).");
        if (document.Number("Price/PriceAmount", line) < 0)
            yield return new("BR-27", $"{name} has a price below 0.");
        foreach (var attribute in document.Each("Item/AdditionalItemProperty", line))
            if ((document.Text("Name", attribute), document.Text("Value", attribute)) is (null, _) or (_, null))
                yield return new("BR-54", $"{name} has an attribute without its name or its value (BT-160, BT-161).");
        if (document.Text("ID", line) is { } id && document.Lines.Take(index).Any(x => document.Text("ID", x) == id))
            yield return new("BR-21", $"{name} has the identifier of a line before it.");
    }

    /// <summary>Amounts are numbers of the document's currency; all but prices have its decimals at most.</summary>
    private static IEnumerable<Fault> Amounts(UblDocument document)
    {
        var digits = Currencies.IsKnown(document.Currency) ? Currencies.DigitsOf(document.Currency) : 2;
        var foreign = document.Each("TaxTotal").Where(x => x != document.TaxTotal).SelectMany(x => x.Elements());
        var amounts = document.Values.Where(x => x.Name.LocalName.EndsWith("Amount", StringComparison.Ordinal));
        foreach (var value in amounts.Except(foreign))
        {
            var (name, currency) = (value.Name.LocalName, (string?)value.Attribute("currencyID"));
            if (UblDocument.NumberOf(value.Value.Trim()) is not { } amount)
                yield return new("UBL-DT-01", $"{name} '{value.Value}' is no amount.");
            else if (name != "PriceAmount" && amount.Scale > digits)
                yield return new("BR-DEC", $"{name} {value.Value} has more than {digits} decimals.");
            if (currency != document.Currency)
            {
                yield return new("PEPPOL-EN16931-R051",
                    $"{name} is in {currency ?? "no currency"}, the document in {document.Currency}.");
            }
        }
    }

    private static IEnumerable<Fault> Payment(UblDocument document)
    {
        foreach (var means in document.Each("PaymentMeans"))
        {
            if (document.Text("PaymentMeansCode", means) is null)
                yield return new("BR-49", "It has payment instructions without their type (BT-81).");
            if (Transfers.Contains(document.Text("PaymentMeansCode", means))
                && document.Text("PayeeFinancialAccount/ID", means) is null)
                yield return new("BR-61", "A credit transfer does not name the account (BT-84).");
            if (document.Text("CardAccount/PrimaryAccountNumberID", means) is { Length: > MostDigitsOfCard })
                yield return new("BR-51", $"It shows more than {MostDigitsOfCard} digits of a card.");
        }

        var isDue = document.Amount("LegalMonetaryTotal/PayableAmount") > 0 && !document.IsCreditNote;
        if (isDue && (document.Text("DueDate") ?? document.Text("PaymentTerms/Note")) is null)
            yield return new("BR-CO-25", "An amount is due, and it does not say when (BT-9, BT-20).");
    }
}
