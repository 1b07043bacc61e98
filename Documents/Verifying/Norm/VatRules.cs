using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>
/// The rules of each VAT category, which share one shape (BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O …).
/// </summary>
internal static class VatRules
{
    private const string OnLine = "//ClassifiedTaxCategory";
    private const string OnExtra = "//AllowanceCharge/TaxCategory";
    private const string InBreakdown = "TaxTotal/TaxSubtotal/TaxCategory";

    public static readonly IReadOnlyList<Rule> All =
        [.. VatCategory.All.SelectMany(Of), .. Special];

    private static IEnumerable<Rule> Of(VatCategory category)
    {
        var (code, id) = (category.Code, $"BR-{category.Name}");
        var rate = $"The VAT category {code} asks for {category.RateNeeded}.";
        var ids = $"The VAT category {code} {category.IdsNeeded}.";
        return
        [
            new($"{id}-01", "", x => IsBroken(category, x),
                $"The breakdown has not one part of category {code}, or a part too many."),
            new($"{id}-02", "", x => category.HasIds(x) && UblElements.Places(x, OnLine).Any(category.Is), ids)
                { Where = x => UblElements.Places(x, OnLine).Any(Named(category)) },
            new($"{id}-03", "", category.HasIds, ids) { Where = x => Extras(category, x).Any(ExtraRules.IsAllowance) },
            new($"{id}-04", "", category.HasIds, ids) { Where = x => Extras(category, x).Any(ExtraRules.IsCharge) },
            new($"{id}-05", "//Line/Item/ClassifiedTaxCategory", category.HasRate, rate) { Where = category.Is },
            new($"{id}-06", OnExtra, category.HasRate, rate)
                { Where = x => category.Is(x) && ExtraRules.IsAllowance(x.Parent!) },
            new($"{id}-07", OnExtra, category.HasRate, rate)
                { Where = x => category.Is(x) && ExtraRules.IsCharge(x.Parent!) },
            new($"{id}-08", InBreakdown, x => IsBase(category, x),
                $"The base of category {code} is not what its lines, allowances and charges come to (BT-116).")
                { Where = category.Is },
            new($"{id}-09", InBreakdown, x => IsTax(category, x),
                $"The tax of category {code} is not its base times its rate (BT-117).") { Where = category.Is },
            new($"{id}-10", InBreakdown, x => HasReason(x) == NeedsReason(category), NeedsReason(category)
                ? $"The VAT category {code} needs a reason why no tax is charged (BT-120)."
                : $"The VAT category {code} may have no reason of an exemption (BT-120).") { Where = category.Is },
        ];
    }

    private static IReadOnlyList<Rule> Special =>
    [
        new("BR-IC-11", "", x => x.Says("Delivery/ActualDeliveryDate")
            || x.All("InvoicePeriod").Any(y => y.HasElements),
            "A supply within the community needs its day or period of delivery (BT-72, BG-14).")
            { Where = Breaks("K") },
        new("BR-IC-12", "", x => x.Text("Delivery/DeliveryLocation/Address/Country/IdentificationCode").Length > 1,
            "A supply within the community needs the country of delivery (BT-80).") { Where = Breaks("K") },
        new("BR-O-11", "", x => !Others(x.All(InBreakdown)),
            "What is outside the scope of VAT stands beside another part of the breakdown.") { Where = Breaks("O") },
        new("BR-O-12", "", x => !Others(UblElements.Places(x, OnLine)),
            "What is outside the scope of VAT stands beside a line of another category.") { Where = Breaks("O") },
        new("BR-O-13", "", x => !Others(UblElements.Places(x, OnExtra).Where(y => ExtraRules.IsAllowance(y.Parent!))),
            "What is outside the scope of VAT stands beside an allowance of another category.") { Where = Breaks("O") },
        new("BR-O-14", "", x => !Others(UblElements.Places(x, OnExtra).Where(y => ExtraRules.IsCharge(y.Parent!))),
            "What is outside the scope of VAT stands beside a charge of another category.") { Where = Breaks("O") },
        new("BR-B-01", "", x => UblElements.Places(x, "//IdentificationCode").All(code => code.Value == "IT"),
            "Split payment (category B) is for Italy alone.") { Where = x => Names(x, "B") },
        new("BR-B-02", "", x => !Names(x, "S"), "Split payment (category B) stands beside the standard rate.")
            { Where = x => Names(x, "B") },
    ];

    /// <summary>
    /// Parts of the breakdown: for a rated category any while it is in use, else one; none where it is not.
    /// </summary>
    private static bool IsBroken(VatCategory category, XElement root)
    {
        if (root.IsForeign()) return IsBrokenInCii(category, root);
        var isOne = Named(category);
        var parts = root.All(InBreakdown).Count(isOne);
        if (!category.IsRated)
            return parts == 1 || (parts == 0
                && !UblElements.Places(root, $"//TaxCategory | {OnLine}").Any(category.Is));
        return UblElements.Places(root, $"{OnExtra} | {OnLine}").Any(isOne) == parts > 0;
    }

    /// <summary>As the rules of the Cross Industry Invoice count: what is in use twice may lack its part.</summary>
    private static bool IsBrokenInCii(VatCategory category, XElement root)
    {
        int Count(string at) => UblElements.Places(root, at).Count(x => x.Is("ID", category.Code));
        var (parts, lines, extras) = (root.All(InBreakdown).Count(x => x.Is("ID", category.Code)), Count(OnLine),
            Count(OnExtra));
        if (category.IsRated) return (lines == 0 || lines + parts >= 2) && (extras == 0 || extras + parts >= 2);
        var isUsed = lines + extras > 0;
        return parts == 0 ? !isUsed || category.Rate == RateKind.None : parts == 1 && isUsed;
    }

    private static bool IsBase(VatCategory category, XElement part)
    {
        if (part.Number("../TaxableAmount") is not { } stated) return false;
        var isForeign = part.IsForeign();
        if (!category.IsRated)
        {
            var sum = VatBases.Of(part.Root()).Sum(category.Code, null);
            return stated == sum
                || (isForeign && category.Rate != RateKind.None && stated - 1 < sum && stated + 1 > sum);
        }

        if (!part.Has("Percent")) return true;
        var (bases, rate) = (VatBases.Of(part.Root()), part.Number("Percent"));
        var found = bases.Sum(category.Code, rate);
        if (isForeign) return stated == found;
        return stated - 1 < found && stated + 1 > found
            && (category.Code != "S" || bases.IsCharged(category.Code, rate));
    }

    private static bool IsTax(VatCategory category, XElement part) => category.IsRated
        ? SumRules.IsNearly(part.Number("../TaxAmount"), part.Number("../TaxableAmount"), part.Number("Percent"))
        : part.Number("../TaxAmount") == 0;

    private static bool NeedsReason(VatCategory category) => !category.IsRated && category.Code != "Z";

    private static bool HasReason(XElement part) =>
        part.Has("TaxExemptionReason") || part.Has("TaxExemptionReasonCode");

    /// <summary>S and G are looked for in lines or extras of whichever tax, as the official rules for UBL do.</summary>
    private static Func<XElement, bool> Named(VatCategory category, string loose = "S") => category.Code == loose
        ? x => x.Is("ID", loose) && (!x.IsForeign() || category.Is(x))
        : category.Is;

    /// <summary>Outside the scope of VAT, only what concerns the whole document counts.</summary>
    private static IEnumerable<XElement> Extras(VatCategory category, XElement root) => UblElements
        .Places(root, category.Ids == VatIds.Nobodys ? "AllowanceCharge/TaxCategory" : OnExtra)
        .Where(Named(category, "G")).Select(x => x.Parent!);

    private static Func<XElement, bool> Breaks(string code)
    {
        var category = VatCategory.All.Single(x => x.Code == code);
        return root => root.All(InBreakdown).Any(category.Is);
    }

    private static bool Others(IEnumerable<XElement> categories) =>
        categories.Any(x => Vat.IsScheme(x) && x.Has("ID") && !x.Is("ID", "O"));

    private static bool Names(XElement root, string code) =>
        UblElements.Places(root, $"//TaxCategory/ID | {OnLine}/ID").Any(id => id.Value == code);
}
