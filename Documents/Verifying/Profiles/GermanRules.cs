using System.Text.RegularExpressions;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>
/// The rules of Germany: XRechnung names them BR-DE-1, Peppol DE-R-001 where seller and buyer are German.
/// </summary>
internal static partial class GermanRules
{
    private const string Seller = "AccountingSupplierParty";
    private const string Buyer = "AccountingCustomerParty";
    private const string Place = "Delivery/DeliveryLocation/Address";

    private static readonly string[] Taxed = ["S", "Z", "E", "AE", "K", "G", "L", "M"];

    public static readonly IReadOnlyList<Rule> OfXRechnung = [.. Of((number, part) => part == 0
        ? $"BR-DE-{number}" : $"BR-DE-{number}-{(part == 1 ? 'a' : 'b')}")];

    public static readonly IReadOnlyList<Rule> OfPeppol = [.. Of((number, part) => part == 0
        ? $"DE-R-{number:000}" : $"DE-R-{number:000}-{part}")];

    private static IEnumerable<Rule> Of(Func<int, int, string> named) =>
    [
        FieldRules.Present(named(1, 0), "", "PaymentMeans", "It has no payment instructions (BG-16)."),
        FieldRules.Present(named(2, 0), Seller, "Party/Contact", "The seller has no contact (BG-6)."),
        FieldRules.Needed(named(3, 0), $"{Seller}/Party/PostalAddress", "CityName", "The seller has no city (BT-37)."),
        FieldRules.Needed(named(4, 0), $"{Seller}/Party/PostalAddress", "PostalZone",
            "The seller has no postal code (BT-38)."),
        FieldRules.Needed(named(5, 0), $"{Seller}/Party/Contact", "Name", "The seller's contact has no name (BT-41)."),
        FieldRules.Needed(named(6, 0), $"{Seller}/Party/Contact", "Telephone",
            "The seller's contact has no telephone (BT-42)."),
        FieldRules.Needed(named(7, 0), $"{Seller}/Party/Contact", "ElectronicMail",
            "The seller's contact has no mail address (BT-43)."),
        FieldRules.Needed(named(8, 0), $"{Buyer}/Party/PostalAddress", "CityName", "The buyer has no city (BT-52)."),
        FieldRules.Needed(named(9, 0), $"{Buyer}/Party/PostalAddress", "PostalZone",
            "The buyer has no postal code (BT-53)."),
        FieldRules.Needed(named(10, 0), Place, "CityName", "The place of delivery has no city (BT-77)."),
        FieldRules.Needed(named(11, 0), Place, "PostalZone", "The place of delivery has no postal code (BT-78)."),
        FieldRules.Needed(named(14, 0), "TaxTotal/TaxSubtotal", "TaxCategory/Percent",
            "A part of the breakdown has no rate (BT-119)."),
        FieldRules.Needed(named(15, 0), "", "BuyerReference", "It has no reference of the buyer (BT-10)."),
        new(named(16, 0), "", IsRegistered, "The seller has neither a tax number nor a representative (BT-31, BT-32)."),
        new(named(18, 0), "", HasSkontoInOrder,
            "A line of the terms that begins with # is not written as #SKONTO#TAGE=14#PROZENT=2.00# (BT-20)."),
        new(named(22, 0), "", HasNamesOnce, "Two attached files have the same name."),
        .. Means(named, 23, "a credit transfer", "PayeeFinancialAccount", "30", "58"),
        .. Means(named, 24, "a card", "CardAccount", "48", "54", "55"),
        .. Means(named, 25, "a direct debit", "PaymentMandate", "59"),
        new(named(30, 0), "", x => !HasMandate(x) || HasCreditor(x),
            "A direct debit needs the creditor's identifier of scheme SEPA (BT-90)."),
        new(named(31, 0), "", x => !HasMandate(x) || x.Has("PaymentMeans/PaymentMandate/PayerFinancialAccount/ID"),
            "A direct debit needs the account that is debited (BT-91)."),
    ];

    /// <summary>What such a payment needs, and that it has nothing of another.</summary>
    private static IEnumerable<Rule> Means(
        Func<int, int, string> named, int number, string what, string needed, params string[] codes)
    {
        string[] all = ["PayeeFinancialAccount", "CardAccount", "PaymentMandate"];
        bool IsOne(XElement means) => means.Is("PaymentMeansCode", codes);
        return
        [
            FieldRules.Present(named(number, 1), "PaymentMeans", needed, $"For {what}, {needed} is missing.")
                with { Where = IsOne },
            new(named(number, 2), "PaymentMeans", x => !all.Any(other => other != needed && x.Has(other)),
                $"For {what}, only {needed} may stand.") { Where = IsOne },
        ];
    }

    private static bool IsRegistered(XElement root)
    {
        var used = root.All("AllowanceCharge/TaxCategory/ID").Where(x => x.Parent!.Is("../ChargeIndicator", "true",
            "false"))
            .Concat(root.All("Line/Item/ClassifiedTaxCategory/ID"));
        return !used.Any(id => Taxed.Contains(id.Value)) || root.Has("TaxRepresentativeParty")
            || root.All($"{Seller}/Party/PartyTaxScheme/CompanyID").Any(id => UblElements.Plain(id.Value).Length > 0);
    }

    /// <summary>Discounts of the terms of payment, each in a line of its own that ends with a line break.</summary>
    private static bool HasSkontoInOrder(XElement root)
    {
        if (root.Values("PaymentTerms/Note").FirstOrDefault() is not { } terms) return true;
        var lines = terms.Split('\n').Select(UblElements.Plain).Where(line => line.StartsWith('#')).ToList();
        return lines.Count == 0
            || (lines.All(Skonto().IsMatch) && Break().IsMatch(Entry().Split(terms)[^1]));
    }

    private static bool HasNamesOnce(XElement root) => root
        .All("AdditionalDocumentReference/Attachment/EmbeddedDocumentBinaryObject")
        .Select(file => (string?)file.Attribute("filename")).OfType<string>()
        .CountBy(name => name).All(name => name.Value == 1);

    private static bool HasMandate(XElement root) => root.Has("PaymentMeans/PaymentMandate");

    private static bool HasCreditor(XElement root) =>
        root.All($"{Seller}/Party/PartyIdentification/ID").Concat(root.All("PayeeParty/PartyIdentification/ID"))
            .Any(id => (string?)id.Attribute("schemeID") == "SEPA");

    [GeneratedRegex(@"^#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#\z")]
    private static partial Regex Skonto();

    [GeneratedRegex("#.+#")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\s*\n")]
    private static partial Regex Break();
}
