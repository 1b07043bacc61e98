using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>
/// The arithmetic as the official rules do it: sums to hundredths, a tax up to one unit off (BR-CO-10 to BR-CO-18).
/// </summary>
internal static class SumRules
{
    private const string Totals = "//LegalMonetaryTotal";
    private const string Breakdown = "//TaxTotal/TaxSubtotal";

    public static readonly IReadOnlyList<Rule> All =
    [
        FieldRules.Present("BR-12", Totals, "LineExtensionAmount", "It does not say the sum of its lines (BT-106)."),
        FieldRules.Present("BR-13", Totals, "TaxExclusiveAmount", "It does not say its total without tax (BT-109)."),
        FieldRules.Present("BR-14", Totals, "TaxInclusiveAmount", "It does not say its total with tax (BT-112)."),
        FieldRules.Present("BR-15", Totals, "PayableAmount", "It does not say the amount due (BT-115)."),
        FieldRules.Present("BR-45", Breakdown, "TaxableAmount", "A part of the breakdown has no base (BT-116)."),
        FieldRules.Present("BR-46", Breakdown, "TaxAmount", "A part of the breakdown has no tax (BT-117)."),
        new("BR-47", Breakdown, x => OfVat(x).Any(category => category.Has("ID")),
            "A part of the breakdown has no VAT category (BT-118).") { Wish = x => x.Says("TaxCategory/ID") },
        new("BR-48", Breakdown, x => OfVat(x).Any(category => category.Has("Percent") || category.Is("ID", "O")),
            "A part of the breakdown has no rate (BT-119)."),

        new("BR-CO-10", Totals, x => x.Number("LineExtensionAmount") == UblElements.Hundredths(LinesOf(x.Root())),
            "The sum of lines is not what the lines come to (BT-106)."),
        new("BR-CO-11", Totals, x => IsSumOf(x, "AllowanceTotalAmount", ExtraRules.IsAllowance),
            "The sum of allowances is not what the allowances come to (BT-107)."),
        new("BR-CO-12", Totals, x => IsSumOf(x, "ChargeTotalAmount", ExtraRules.IsCharge),
            "The sum of charges is not what the charges come to (BT-108)."),
        new("BR-CO-13", Totals, IsNet, "The total without tax is not lines less allowances plus charges (BT-109)."),
        new("BR-CO-14", "TaxTotal",
            x => x.Number("TaxAmount") == UblElements.Hundredths(x.Sum("TaxSubtotal/TaxAmount")),
            "The tax is not what its breakdown comes to (BT-110).") { Where = x => x.Has("TaxSubtotal") },
        new("BR-CO-15", "", IsGross, "The total with tax is not the total without and the tax (BT-112)."),
        new("BR-CO-16", Totals, IsDue, "The amount due is not the total less what is paid, as rounded (BT-115)."),
        new("BR-CO-17", Breakdown, IsTax, "The tax is not the base times its rate (BT-117)."),
        new("BR-CO-18", "", x => x.Has("TaxTotal/TaxSubtotal"), "It has no breakdown of VAT (BG-23)."),
    ];

    /// <summary>Of either kind of line, wherever it stands.</summary>
    public static decimal LinesOf(XElement root) =>
        UblElements.Places(root, "//Line").Sum(line => line.Sum("LineExtensionAmount"));

    /// <summary>Less than one unit off the rounded product; signs aside.</summary>
    public static bool IsNearly(decimal? tax, decimal? taxable, decimal? percent) => tax is { } stated
        && Math.Abs(stated) - 1 < Product(taxable, percent) && Math.Abs(stated) + 1 > Product(taxable, percent);

    private static decimal? Product(decimal? taxable, decimal? percent) => (taxable, percent) is ({ } of, { } rate)
        ? UblElements.Hundredths(Math.Abs(of) * rate / 100)
        : null;

    private static IEnumerable<XElement> OfVat(XElement subtotal) => subtotal.All("TaxCategory").Where(Vat.IsScheme);

    private static bool IsSumOf(XElement totals, string name, Func<XElement, bool> which)
    {
        var extras = totals.All("../AllowanceCharge").Where(which).ToList();
        return totals.Number(name) == UblElements.Hundredths(extras.Sum(extra => extra.Sum("Amount")))
            || (!totals.Has(name) && extras.Count == 0);
    }

    private static bool IsNet(XElement totals)
    {
        var lines = totals.Number("LineExtensionAmount");
        if (!totals.Has("ChargeTotalAmount") && !totals.Has("AllowanceTotalAmount"))
            return totals.Number("TaxExclusiveAmount") == lines;
        var net = lines + totals.Sum("ChargeTotalAmount") - totals.Sum("AllowanceTotalAmount");
        return net is { } sum && totals.Number("TaxExclusiveAmount") == UblElements.Hundredths(sum);
    }

    private static bool IsGross(XElement root)
    {
        if (root.Values("DocumentCurrencyCode").FirstOrDefault() is not { } currency) return true;
        var taxes = root.All("TaxTotal/TaxAmount")
            .Where(tax => (string?)tax.Attribute("currencyID") == currency).ToList();
        var gross = root.Number("LegalMonetaryTotal/TaxExclusiveAmount")
            + (taxes.Count == 1 ? UblElements.NumberOf(taxes[0].Value) : null);
        return gross is { } sum && root.Number("LegalMonetaryTotal/TaxInclusiveAmount") == UblElements.Hundredths(sum);
    }

    /// <summary>Where neither a prepayment nor a rounding stands, to the last digit.</summary>
    private static bool IsDue(XElement totals)
    {
        if (totals.Number("PayableAmount") is not { } due || totals.Number("TaxInclusiveAmount") is not { } gross)
            return false;
        var (isPaid, isRounded) = (totals.Has("PrepaidAmount"), totals.Has("PayableRoundingAmount"));
        var left = isPaid ? UblElements.Hundredths(gross - totals.Sum("PrepaidAmount")) : gross;
        return (isRounded ? UblElements.Hundredths(due - totals.Sum("PayableRoundingAmount")) : due) == left;
    }

    /// <summary>Where the rate rounds to 0 or is missing, the tax rounds to 0.</summary>
    private static bool IsTax(XElement subtotal)
    {
        if (subtotal.Number("TaxAmount") is not { } tax) return false;
        var percent = OfVat(subtotal).Select(category => category.Number("Percent")).FirstOrDefault();
        return percent is null || Math.Floor(percent.Value + 0.5m) == 0
            ? Math.Floor(tax + 0.5m) == 0
            : IsNearly(tax, subtotal.Number("TaxableAmount"), percent);
    }
}
