using System.Text.RegularExpressions;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>The fatal rules of Peppol BIS Billing 3.0.19 that hold in every country.</summary>
internal static partial class PeppolRules
{
    public const string Billing = "urn:fdc:peppol.eu:2017:poacc:billing:";

    private const string Specification = $"urn:cen.eu:en16931:2017#compliant#{Billing}3.0";
    private const string Extras = "AllowanceCharge | Line/AllowanceCharge";

    public static readonly IReadOnlyList<Rule> All =
    [
        FieldRules.Present(Named("R001"), "", "ProfileID", "It does not name its process (BT-23)."),
        new(Named("R002"), "", x => x.Count("Note") <= 1 || IsGerman(x), "It has more than one note (BT-22)."),
        new(Named("R003"), "", x => x.Has("BuyerReference") || x.Has("OrderReference/ID"),
            "It has no reference of the buyer (BT-10) and no order (BT-13)."),
        new(Named("R004"), "", x => x.Text("CustomizationID").StartsWith(Specification, StringComparison.Ordinal),
            $"Its specification (BT-24) is not {Specification}."),
        new(Named("R005"), "//TaxCurrencyCode", x => UblElements.Plain(x.Value) != x.Text("../DocumentCurrencyCode"),
            "The currency of the accounts is that of the document; leave it out (BT-6)."),
        new(Named("R007"), "", x => Process().IsMatch(x.Text("ProfileID")), $"Its process is not {Billing}NN:1.0."),
        FieldRules.Present(Named("R010"), "//AccountingCustomerParty/Party", "EndpointID",
            "The buyer's electronic address is missing (BT-49)."),
        FieldRules.Present(Named("R020"), "//AccountingSupplierParty/Party", "EndpointID",
            "The seller's electronic address is missing (BT-34)."),
        new(Named("R040"), Extras, IsProduct, "The amount is not its base times its percentage.") { Where = IsWhole },
        FieldRules.Present(Named("R041"), Extras, "BaseAmount", "A percentage needs its base (BT-93, BT-100).")
            with { Where = x => x.Has("MultiplierFactorNumeric") },
        FieldRules.Present(Named("R042"), Extras, "MultiplierFactorNumeric",
            "A base needs its percentage (BT-94, BT-101).")
            with { Where = x => x.Has("BaseAmount") },
        new(Named("R043"), Extras, x => x.Is("ChargeIndicator", "true", "false"),
            "ChargeIndicator is neither true nor false.") { Where = IsWhole },
        new(Named("R044"), "//Price/AllowanceCharge", x => x.Is("ChargeIndicator", "false"),
            "A price may have an allowance, and no charge."),
        new(Named("R046"), "//Price/AllowanceCharge",
            x => x.Number("../PriceAmount") == x.Number("BaseAmount") - x.Number("Amount"),
            "The price is not the gross price less its allowance (BT-146).") { Where = x => x.Has("BaseAmount") },
        new(Named("R051"), CodeRules.Amounts, IsInCurrency, "The amount is not in the document's currency (BT-5)."),
        new(Named("R053"), "", x => Taxes(x, isBroken: true) == 1,
            "It has not one breakdown of VAT, but none or several."),
        new(Named("R054"), "", x => Taxes(x, isBroken: false) == (x.Has("TaxCurrencyCode") ? 1 : 0),
            "It has not one tax without breakdown (BT-111) where the accounts have another currency, else none."),
        new(Named("R055"), "", SignsAgree, "The taxes in both currencies have different signs (BT-110, BT-111)."),
        FieldRules.Present(Named("R061"), "//PaymentMeans", "PaymentMandate/ID",
            "A direct debit does not name its mandate (BT-89).")
            with { Where = x => x.Is("PaymentMeansCode", "49", "59") },
        new(Named("R080"), "", x => !x.IsCreditNote() || x.All("AdditionalDocumentReference")
            .Count(y => y.Values("DocumentTypeCode").Contains("50")) <= 1, "It names more than one project (BT-11)."),
        new(Named("R100"), "//Line", x => x.Count("DocumentReference") <= 1,
            "The line has more than one object (BT-128)."),
        new(Named("R101"), "//Line",
            x => !x.Has("DocumentReference") || x.Values("DocumentReference/DocumentTypeCode").Contains("130"),
            "The object of the line is not of type 130."),
        new(Named("R110"), "Line/InvoicePeriod/StartDate",
            x => !(DataTypes.DayOf(x.Value) < x.Root().Day("InvoicePeriod/StartDate")),
            "The line begins before the period of the document."),
        new(Named("R111"), "Line/InvoicePeriod/EndDate",
            x => !(DataTypes.DayOf(x.Value) > x.Root().Day("InvoicePeriod/EndDate")),
            "The line ends after the period of the document."),
        new(Named("R120"), "//Line", IsLineNet, "The net amount is not quantity times price with its extras (BT-131)."),
        new(Named("R121"), "//Line", x => !x.Has("Price/BaseQuantity") || x.Number("Price/BaseQuantity") > 0,
            "The price is for no quantity above 0 (BT-149)."),
        new(Named("R130"), "//Price/BaseQuantity", HasUnitOfLine,
            "The price and the line have different units (BT-150).")
            { Where = x => x.HasAttribute("unitCode") },
    ];

    public static IEnumerable<Fault> FaultsIn(XElement root) =>
    [
        .. All.Concat(PeppolCodes.All).Concat(PeppolIds.All).Concat(NationalRules.Of(root))
            .SelectMany(rule => rule.FaultsIn(root, FaultClass.Profile)),
        .. root.Descendants().Where(x => !x.HasElements && UblElements.Plain(x.Value).Length == 0)
            .Select(x => new Fault(
                Named("R008"), $"{x.Name.LocalName} is empty; leave it out.", FaultClass.Profile,
                UblElements.PathOf(x))),
    ];

    public static string Named(string rule) => $"PEPPOL-EN16931-{rule}";

    public static bool IsGerman(XElement root) => ((string[])["AccountingSupplierParty", "AccountingCustomerParty"])
        .All(party => root.Text($"{party}/Party/PostalAddress/Country/IdentificationCode")
            .Equals("DE", StringComparison.OrdinalIgnoreCase));

    /// <summary>With base and percentage, or with neither.</summary>
    private static bool IsWhole(XElement extra) => extra.Has("BaseAmount") == extra.Has("MultiplierFactorNumeric");

    private static bool IsProduct(XElement extra) => !extra.Has("BaseAmount")
        || (extra.Number("BaseAmount") * extra.Number("MultiplierFactorNumeric") / 100 is { } product
            && IsClose(extra.Number("Amount") ?? 0, product));

    private static bool IsClose(decimal stated, decimal found) => Math.Abs(stated - found) <= 0.02m;

    /// <summary>The tax of a total without breakdown may be in another currency (BT-111).</summary>
    private static bool IsInCurrency(XElement amount) =>
        (amount is { Name.LocalName: "TaxAmount", Parent: { Name.LocalName: not "TaxSubtotal" } total }
            && !(total.Name.LocalName == "TaxTotal" && total.Has("TaxSubtotal")))
        || amount.Root().Values("DocumentCurrencyCode").Contains((string?)amount.Attribute("currencyID"));

    private static int Taxes(XElement root, bool isBroken) =>
        root.All("TaxTotal").Count(total => total.Has("TaxSubtotal") == isBroken);

    private static bool SignsAgree(XElement root)
    {
        if (!root.Has("TaxCurrencyCode")) return true;
        var signs = ((string[])["TaxCurrencyCode", "DocumentCurrencyCode"])
            .Select(code => root.All("TaxTotal/TaxAmount")
            .Where(tax => (string?)tax.Attribute("currencyID") == root.Text(code))
            .Select(tax => Math.Sign(UblElements.NumberOf(tax.Value) ?? 0)).ToList()).ToList();
        return signs.All(x => x.Any(sign => sign <= 0)) || signs.All(x => x.Any(sign => sign >= 0));
    }

    private static bool IsLineNet(XElement line)
    {
        var quantity = line.Number(line.IsCreditNote() ? "CreditedQuantity" : "InvoicedQuantity") ?? 1;
        var per = line.Number("Price/BaseQuantity") is { } some and not 0 ? some : 1;
        var net = (quantity * ((line.Number("Price/PriceAmount") ?? 0) / per)) + Extra("true") - Extra("false");
        return IsClose(line.Number("LineExtensionAmount") ?? 0, net);

        decimal Extra(string indicator) => UblElements.Hundredths(line.All("AllowanceCharge")
            .Where(extra => extra.Is("ChargeIndicator", indicator)).Sum(extra => extra.Sum("Amount")));
    }

    private static bool HasUnitOfLine(XElement per)
    {
        var name = per.IsCreditNote() ? "CreditedQuantity" : "InvoicedQuantity";
        var quantity = per.All($"../../{name}").FirstOrDefault();
        return (quantity is null && !per.Has("../../InvoicedQuantity") && !per.Has("../../CreditedQuantity"))
            || (string?)quantity?.Attribute("unitCode") == (string?)per.Attribute("unitCode");
    }

    [GeneratedRegex(@"urn:fdc:peppol\.eu:2017:poacc:billing:([0-9]{2}):1\.0")]
    private static partial Regex Process();
}
