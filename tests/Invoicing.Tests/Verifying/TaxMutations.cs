using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>Categories, rates, reasons and VAT ids that do not go together.</summary>
internal static class TaxMutations
{
    private const string OnLine = "Line/Item/ClassifiedTaxCategory";
    private const string InBreakdown = "TaxTotal/TaxSubtotal/TaxCategory";
    private const string Seller = "AccountingSupplierParty/Party/";
    private const string Buyer = "AccountingCustomerParty/Party/";

    private static readonly string[] Categories = ["S", "Z", "AE", "E", "O"];

    private static readonly (string From, string To)[] Pairs =
        [.. Categories.SelectMany(from => Categories.Where(to => to != from).Select(to => (from, to)))];

    public static readonly IReadOnlyList<Mutation> All =
    [
        .. Pairs.Select(x => Recategorised("a line", OnLine, x.From, x.To)),
        .. Pairs.Select(x => Recategorised("the breakdown", InBreakdown, x.From, x.To)),
        // An exemption of a business in place of its reverse charge is for the law to tell, not for the document.
        .. Pairs.Where(x => x != ("AE", "E")).Select(x => Throughout(x.From, x.To)),
        new("a category that there is not", "BR-CL-1[78]", root => root.At($"{OnLine}/ID")
            .Concat(root.At($"{InBreakdown}/ID")).Select(id => (Action)(() => id.Value = "X"))),

        Mutation.Each("another rate on a line", @"BR-\w+-0[58]", $"{OnLine}/Percent", Raise),
        Mutation.Each("another rate in the breakdown", @"BR-\w+-0[58]", $"{InBreakdown}/Percent", Raise),
        Mutation.Each("no rate on a line", @"BR-\w+-05", $"{OnLine}/Percent", rate => rate.Remove()),
        Mutation.Each("no rate in the breakdown", @"BR-\w+-05", $"{InBreakdown}/Percent", rate => rate.Remove()),
        new("a rate outside the scope", "BR-O-05", root => root.At(OnLine).Concat(root.At(InBreakdown))
            .Where(category => category.One("ID").Value == "O")
            .Select(category => (Action)(() =>
                category.One("ID").AddAfterSelf(new XElement(UblTree.Cbc + "Percent", 0))))),
        new("another rate everywhere", "BR-CO-17", root => root.At("TaxTotal/TaxSubtotal")
            .Where(subtotal => subtotal.Category() == "S" && Math.Abs(subtotal.Number("TaxableAmount")) > 50)
            .Select(subtotal => (Action)(() => RaiseAll(root, subtotal.CategoryAndRate())))),

        new("no reason", @"BR-(AE|E|O)-10", root => root.At(InBreakdown)
            .Where(category => category.One("ID").Value is "AE" or "E" or "O")
            .Select(category => (Action)(() => DropReason(category)))),
        new("a reason where tax is charged", @"BR-[SZ]-10", root => root.At(InBreakdown)
            .Where(category => category.One("ID").Value is "S" or "Z")
            .SelectMany(category => (Action[])[() => AddReason(category, ""), () => AddReason(category, "Code")])),

        new("a part of the breakdown missing", @"BR-\w+-08|BR-CO-18", root => root.At("TaxTotal/TaxSubtotal")
            .Select(subtotal => (Action)subtotal.Remove)),
        new("a part of the breakdown twice", @"BR-\w+-01", root => root.At("TaxTotal/TaxSubtotal")
            .Select(subtotal => (Action)(() => subtotal.AddAfterSelf(subtotal)))),
        Mutation.Each("a part of the breakdown beside an empty one", @"BR-\w+-01", "TaxTotal/TaxSubtotal", AddEmpty),
        Mutation.Missing("TaxTotal", "BR-CO-18") with
        {
            Places = root => AccountedMutations.BrokenDown(root).Select(total => (Action)total.Remove),
        },
        new("the tax twice", "PEPPOL-EN16931-R053", root => AccountedMutations.BrokenDown(root)
            .Select(total => (Action)(() => total.AddAfterSelf(total)))),
        Mutation.Each("the tax twice, once without its breakdown", "PEPPOL-EN16931-R054", "TaxTotal", total =>
            total.AddAfterSelf(new XElement(total.Name, total.One("TaxAmount")))),
        Mutation.Missing("TaxTotal/TaxAmount", @"BR-CO-1[458]|UBL-2\.1"),
        Mutation.Missing("TaxTotal/TaxSubtotal/TaxableAmount", "BR-45"),
        Mutation.Missing("TaxTotal/TaxSubtotal/TaxAmount", "BR-46"),
        Mutation.Missing($"{InBreakdown}/ID", "BR-47"),
        Mutation.Missing($"{OnLine}/ID", "BR-CO-04"),
        Mutation.Each("another tax on a line", "BR-CO-04", $"{OnLine}/TaxScheme/ID", scheme => scheme.Value = "GST"),
        Mutation.Each("another tax in the breakdown", "BR-47", $"{InBreakdown}/TaxScheme/ID", x => x.Value = "GST"),

        new("no VAT id of the seller", @"BR-\w+-02", root => root.At($"{Seller}PartyTaxScheme")
            .Select(scheme => (Action)scheme.Remove)),
        new("no VAT id of a buyer who owes the tax", "BR-AE-02", root => root.At($"{Buyer}PartyTaxScheme")
            .Where(_ => root.At($"{InBreakdown}/ID").Any(id => id.Value == "AE"))
            .Select(scheme => (Action)scheme.Remove)),
        new("a VAT id outside the scope", "BR-O-02", root => root.At(InBreakdown)
            .Where(category => category.One("ID").Value == "O")
            .SelectMany(_ => (Action[])[() => AddVatId(root, Seller), () => AddVatId(root, Buyer)])),
        new("a VAT id without its country", "BR-CO-09", root => root.At($"{Seller}PartyTaxScheme/CompanyID")
            .Concat(root.At($"{Buyer}PartyTaxScheme/CompanyID"))
            .SelectMany(id => (Action[])[() => id.Value = "12345678", () => id.Value = "XX12345678"])),
        Mutation.Each("an id of another tax", "BR-CO-26", $"{Seller}PartyTaxScheme/TaxScheme/ID", x => x.Value = "GST"),
        new("nothing that identifies the seller", "BR-CO-26", root => root.At($"{Seller}PartyIdentification")
            .Where(id => id.One("ID").Attribute("schemeID") is null).Select(id => (Action)id.Remove)),
    ];

    private static Mutation Recategorised(string where, string path, string from, string to) => new(
        $"{from} becomes {to} in {where}", $@"BR-{from}-08|BR-{to}-\d\d",
        root => root.At($"{path}/ID").Where(id => id.Value == from).Select(id => (Action)(() => id.Value = to)));

    /// <summary>Where a business is exempt, reverse charge is the law's question too.</summary>
    private static Mutation Throughout(string from, string to) => new(
        $"{from} becomes {to} throughout", $@"BR-{to}-\d\d",
        root => root.At($"{InBreakdown}/ID").Where(id => id.Value == from)
            .Where(_ => (from, to) != ("E", "AE") || !root.Has($"{Buyer}PartyTaxScheme"))
            .Take(1).Select(_ => (Action)(() =>
            {
                var ids = root.At($"{InBreakdown}/ID").Concat(root.At($"{OnLine}/ID"));
                foreach (var id in ids.Where(id => id.Value == from).ToList()) id.Value = to;
            })));

    private static void Raise(XElement rate) => rate.Write(rate.Number() + 5);

    private static void RaiseAll(XElement root, string taxed)
    {
        var parts = root.At("TaxTotal/TaxSubtotal").Concat(root.At("Line"));
        foreach (var part in parts.Where(part => part.CategoryAndRate() == taxed).ToList())
            Raise(part.Descendants(UblTree.Cbc + "Percent").Single());
    }

    private static void DropReason(XElement category) => category.Elements()
        .Where(x => x.Name.LocalName.StartsWith("TaxExemption", StringComparison.Ordinal)).Remove();

    private static void AddReason(XElement category, string code) => category.One("TaxScheme")
        .AddBeforeSelf(new XElement(UblTree.Cbc + $"TaxExemptionReason{code}", code == "" ? "so" : "VATEX-EU-AE"));

    private static void AddEmpty(XElement subtotal)
    {
        var empty = new XElement(subtotal);
        foreach (var amount in empty.Amounts()) amount.Value = "0";
        subtotal.AddAfterSelf(empty);
    }

    private static void AddVatId(XElement root, string party) => root.One($"{party}PartyLegalEntity").AddBeforeSelf(
        new XElement(UblTree.Cac + "PartyTaxScheme",
            new XElement(UblTree.Cbc + "CompanyID", "CZ12345679"),
            new XElement(UblTree.Cac + "TaxScheme", new XElement(UblTree.Cbc + "ID", "VAT"))));
}
