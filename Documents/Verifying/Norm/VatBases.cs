using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.Norm;

/// <summary>
/// What lines, allowances and charges come to by category and rate. A document may have thousands of lines and of parts
/// of its breakdown, and each part asks: the lines are read once, and the tree is never changed.
/// </summary>
internal sealed class VatBases
{
    private readonly List<(IReadOnlyList<(string Code, decimal? Percent)> Categories, decimal Amount)> amounts;
    private readonly HashSet<(string Code, decimal? Percent)> charged;

    private VatBases(XElement root)
    {
        amounts =
        [
            .. root.All("Line").Select(line => (
                Categories(line.All("Item/ClassifiedTaxCategory")), line.Sum("LineExtensionAmount"))),
            .. root.All("AllowanceCharge").Select(extra => (
                Categories(extra.All("TaxCategory")), Sign(extra) * extra.Sum("Amount"))),
        ];
        charged =
        [
            .. Categories(UblElements.Places(
                root, "//Line/Item/ClassifiedTaxCategory | //AllowanceCharge/TaxCategory")),
        ];
    }

    public static VatBases Of(XElement root)
    {
        if (root.Annotation<VatBases>() is { } known) return known;
        var found = new VatBases(root);
        root.AddAnnotation(found);
        return found;
    }

    /// <summary>Of any rate, where none is asked for.</summary>
    public decimal Sum(string code, decimal? percent) => amounts
        .Where(one => one.Categories.Any(x => x.Code == code && (percent is null || x.Percent == percent)))
        .Sum(one => one.Amount);

    public bool IsCharged(string code, decimal? percent) => charged.Contains((code, percent));

    private static IReadOnlyList<(string Code, decimal? Percent)> Categories(IEnumerable<XElement> categories) =>
        [.. categories.Select(category => (category.Text("ID"), category.Number("Percent")))];

    private static int Sign(XElement extra) =>
        ExtraRules.IsCharge(extra) ? 1 : ExtraRules.IsAllowance(extra) ? -1 : 0;
}
