using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>
/// Every amount off by the smallest unit, alone and in company, prices and quantities, currencies and digits.
/// PayableRoundingAmount and PayableAmount off by the same are none: any rounding is allowed (BT-114).
/// </summary>
internal static class AmountMutations
{
    private const string Totals = "LegalMonetaryTotal/";

    public static readonly IReadOnlyList<Mutation> All =
    [
        UnitOff("Line/LineExtensionAmount", "PEPPOL-EN16931-R120"),
        UnitOff("TaxTotal/TaxSubtotal/TaxableAmount", @"BR-\w+-08"),
        UnitOff("TaxTotal/TaxSubtotal/TaxAmount", "BR-CO-17"),
        UnitOff("TaxTotal/TaxAmount", "BR-CO-14") with
        {
            Places = root => UnitsOff(AccountedMutations.BrokenDown(root).Select(total => total.One("TaxAmount"))),
        },
        UnitOff(Totals + "LineExtensionAmount", "BR-CO-10"),
        UnitOff(Totals + "TaxExclusiveAmount", "BR-CO-13"),
        UnitOff(Totals + "TaxInclusiveAmount", "BR-CO-15"),
        UnitOff(Totals + "PrepaidAmount", "BR-CO-16", Kinds.Invoices),
        UnitOff(Totals + "PayableRoundingAmount", "BR-CO-16", Kinds.CreditNotes),
        UnitOff(Totals + "PayableAmount", "BR-CO-16"),

        new("a unit more on a line and in all sums", "PEPPOL-EN16931-R120", root => root.At("Line").Select(line =>
            (Action)(() =>
            {
                line.One("LineExtensionAmount").AddUnits(1);
                var subtotals = root.At("TaxTotal/TaxSubtotal");
                subtotals.First(x => x.CategoryAndRate() == line.CategoryAndRate()).One("TaxableAmount").AddUnits(1);
                AddToTotals(root, "LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount");
            }))),
        new("a unit moved from a line to the next", "PEPPOL-EN16931-R120", root => root.At("Line")
            .Zip(root.At("Line").Skip(1)).Where(pair => pair.First.CategoryAndRate() == pair.Second.CategoryAndRate())
            .Select(pair => (Action)(() =>
            {
                pair.First.One("LineExtensionAmount").AddUnits(-1);
                pair.Second.One("LineExtensionAmount").AddUnits(1);
            }))),
        new("a unit more of tax and in all sums", "BR-CO-17", root => root.At("TaxTotal/TaxSubtotal").Select(subtotal =>
            (Action)(() =>
            {
                subtotal.One("TaxAmount").AddUnits(1);
                root.One("TaxTotal/TaxAmount").AddUnits(1);
                AddToTotals(root, "TaxInclusiveAmount");
            }))),
        // Of one that was credited before it was drawn so much is due, and it says when.
        new("a unit less is paid and is due", "BR-CO-25", root => root.At(Totals + "PrepaidAmount")
            .Where(_ => !root.Has("DueDate")).Select(paid => (Action)(() =>
            {
                paid.AddUnits(-1);
                paid.Parent!.One("PayableAmount").AddUnits(1);
            })), Kinds.Invoices),

        new("a price below 0", "BR-27", root => Priced(root, line => () => Negate(line, "Price/PriceAmount"))),
        new("a price and a quantity below 0", "BR-27", root => Priced(root, line => () =>
        {
            Negate(line, "Price/PriceAmount");
            Negate(line, "Quantity");
        })),
        new("a quantity that is not what is charged", "PEPPOL-EN16931-R120", root => Charged(root, line =>
            line.One("Quantity").Write(line.Number("Quantity") * 10))),
        new("a quantity on the other side of 0", "PEPPOL-EN16931-R120", root => Charged(root, line =>
            Negate(line, "Quantity"))),
        new("a price that is not what is charged", "PEPPOL-EN16931-R120", root => Charged(root, line =>
            line.One("Price/PriceAmount").Write(line.Number("Price/PriceAmount") * 10))),
        new("a price for ten", "PEPPOL-EN16931-R120", root => Charged(root, line =>
            line.One("Price").Add(new XElement(UblTree.Cbc + "BaseQuantity", 10)))),
        new("a price for nothing", "PEPPOL-EN16931-R121", root => root.At("Line/Price").Select(price =>
            (Action)(() => price.Add(new XElement(UblTree.Cbc + "BaseQuantity", 0))))),

        new("an allowance on a line that its net does not know", "PEPPOL-EN16931-R120", root => root.At("Line/Item")
            .Select(item => (Action)(() => item.AddBeforeSelf(Allowance(root))))),
        new("an allowance that the sums do not know", "BR-CO-11", root =>
            [() => root.One("TaxTotal").AddBeforeSelf(Allowance(root))]),

        new("another currency", @"PEPPOL-EN16931-R051|BR-CO-18", root => OfDocument(root).Select(amount =>
            (Action)(() => amount.SetAttributeValue("currencyID", "USD")))),
        new("no currency", @"PEPPOL-EN16931-R051|BR-CO-18", root => OfDocument(root).Select(amount =>
            (Action)(() => amount.SetAttributeValue("currencyID", null)))),
        new("another decimal", "BR-DEC", root => OfDocument(root)
            .Where(amount => amount.Name.LocalName != "PriceAmount")
            .Select(amount => (Action)(() => amount.Value += amount.Value.Contains('.') ? "0" : ".0"))),
        new("an amount in words", @"UBL-2\.1", root => root.Amounts().Select(amount =>
            (Action)(() => amount.Value = "a lot"))),
        new("a comma for a point", @"UBL-2\.1", root => root.Amounts().Where(amount => amount.Value.Contains('.'))
            .Select(amount => (Action)(() => amount.Value = amount.Value.Replace('.', ',')))),
    ];

    /// <summary>All but the tax in the currency of the accounts.</summary>
    private static IEnumerable<XElement> OfDocument(XElement root) =>
        root.Amounts().Except(AccountedMutations.Accounted(root).SelectMany(total => total.At("TaxAmount")));

    private static Mutation UnitOff(string path, string rule, Kinds on = Kinds.Both) => new(
        $"a unit off in {path}", rule,
        root => UnitsOff(root.At(path)), on);

    private static IEnumerable<Action> UnitsOff(IEnumerable<XElement> amounts) =>
        amounts.SelectMany(amount => (Action[])[() => amount.AddUnits(1), () => amount.AddUnits(-1)]);

    /// <summary>And to what is paid, else to what is due.</summary>
    private static void AddToTotals(XElement root, params string[] names)
    {
        var last = root.Has(Totals + "PrepaidAmount") ? "PrepaidAmount" : "PayableAmount";
        foreach (var name in names.Append(last)) root.One(Totals + name).AddUnits(1);
    }

    private static IEnumerable<Action> Priced(XElement root, Func<XElement, Action> falsify) =>
        root.At("Line").Where(line => line.Number("Price/PriceAmount") > 0).Select(falsify);

    /// <summary>A line of 0 may have any quantity that rounds to it.</summary>
    private static IEnumerable<Action> Charged(XElement root, Action<XElement> falsify) => root.At("Line")
        .Where(line => line.Number("LineExtensionAmount") != 0).Select(line => (Action)(() => falsify(line)));

    private static void Negate(XElement line, string path) => line.One(path).Write(-line.Number(path));

    private static XElement Allowance(XElement root) => new(
        UblTree.Cac + "AllowanceCharge",
        new XElement(UblTree.Cbc + "ChargeIndicator", "false"),
        new XElement(UblTree.Cbc + "Amount",
            new XAttribute("currencyID", root.One("DocumentCurrencyCode").Value), 1));
}
