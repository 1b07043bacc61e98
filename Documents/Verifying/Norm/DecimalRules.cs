using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>Two decimals at most in all amounts but prices (BR-DEC-01 to -28, UBL-DT-01).</summary>
internal static class DecimalRules
{
    private const string Totals = "//LegalMonetaryTotal";

    private const string Extra = "AllowanceCharge";

    private const string OfLine = "//Line/AllowanceCharge";

    public static readonly IReadOnlyList<Rule> All =
    [
        At("BR-DEC-01", Extra, "Amount") with { Where = ExtraRules.IsAllowance },
        At("BR-DEC-02", Extra, "BaseAmount") with { Where = ExtraRules.IsAllowance },
        At("BR-DEC-05", Extra, "Amount") with { Where = ExtraRules.IsCharge },
        At("BR-DEC-06", Extra, "BaseAmount") with { Where = ExtraRules.IsCharge },
        At("BR-DEC-09", Totals, "LineExtensionAmount"),
        At("BR-DEC-10", Totals, "AllowanceTotalAmount"),
        At("BR-DEC-11", Totals, "ChargeTotalAmount"),
        At("BR-DEC-12", Totals, "TaxExclusiveAmount"),
        At("BR-DEC-13", "TaxTotal", "TaxAmount") with { Where = x => IsIn(x, "DocumentCurrencyCode") },
        At("BR-DEC-14", Totals, "TaxInclusiveAmount"),
        At("BR-DEC-15", "TaxTotal", "TaxAmount") with { Where = x => IsIn(x, "TaxCurrencyCode") },
        At("BR-DEC-16", Totals, "PrepaidAmount"),
        At("BR-DEC-17", Totals, "PayableRoundingAmount"),
        At("BR-DEC-18", Totals, "PayableAmount"),
        At("BR-DEC-19", "//TaxTotal/TaxSubtotal", "TaxableAmount"),
        At("BR-DEC-20", "//TaxTotal/TaxSubtotal", "TaxAmount"),
        At("BR-DEC-23", "//Line", "LineExtensionAmount"),
        At("BR-DEC-24", OfLine, "Amount") with { Where = ExtraRules.IsAllowance },
        At("BR-DEC-25", OfLine, "BaseAmount") with { Where = ExtraRules.IsAllowance },
        At("BR-DEC-27", OfLine, "Amount") with { Where = ExtraRules.IsCharge },
        At("BR-DEC-28", OfLine, "BaseAmount") with { Where = ExtraRules.IsCharge },
    ];

    /// <summary>The same of every amount there is.</summary>
    public static IEnumerable<Fault> FaultsIn(XElement root) => root.Descendants()
        .Where(x => x.Name.LocalName.EndsWith("Amount", StringComparison.Ordinal) && !IsPrice(x) && !HasTwo(x))
        .Select(x => new Fault(
            "UBL-DT-01", $"{x.Name.LocalName} has more than two decimals.", FaultClass.Norm, UblElements.PathOf(x)));

    private static Rule At(string id, string at, string name) =>
        new(id, at, x => x.All(name).All(HasTwo), $"{name} has more than two decimals.");

    private static bool IsPrice(XElement amount) =>
        amount.Name.LocalName.EndsWith("PriceAmount", StringComparison.Ordinal)
        || amount.Ancestors().Any(x => x.Name.LocalName == Extra && x.Parent?.Name.LocalName == "Price");

    private static bool IsIn(XElement total, string currency) =>
        total.All("TaxAmount").Any(tax => tax.Attr("currencyID") == total.Text($"../{currency}"));

    private static bool HasTwo(XElement amount)
    {
        var point = amount.Value.IndexOf('.', StringComparison.Ordinal);
        return point < 0 || amount.Value.Length - point - 1 <= 2;
    }
}
