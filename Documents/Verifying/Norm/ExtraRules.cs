using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>Lines, and the allowances and charges of lines and documents (BR-21 to BR-44, BR-CO-21 to -24).</summary>
internal static class ExtraRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        FieldRules.Needed("BR-21", "//Line", "ID", "The line has no identifier (BT-126)."),
        new("BR-22", "//Line", x => x.Has("InvoicedQuantity") || x.Has("CreditedQuantity"),
            "The line has no quantity (BT-129).")
            { Wish = x => x.Says("InvoicedQuantity") || x.Says("CreditedQuantity") },
        new("BR-23", "//Line", x => x.All("InvoicedQuantity").Concat(x.All("CreditedQuantity"))
            .Any(quantity => quantity.HasAttribute("unitCode")), "The quantity of the line has no unit (BT-130)."),
        FieldRules.Present("BR-24", "//Line", "LineExtensionAmount", "The line has no net amount (BT-131)."),
        FieldRules.Needed("BR-25", "//Line", "Item/Name", "The item of the line has no name (BT-153)."),
        FieldRules.Present("BR-26", "//Line", "Price/PriceAmount", "The line has no price (BT-146)."),
        new("BR-27", "//Line", x => x.Number("Price/PriceAmount") >= 0, "The line has no price of 0 or more (BT-146)."),
        new("BR-28", "//Line", x => x.Number("Price/AllowanceCharge/BaseAmount") is not < 0,
            "The gross price of the line is below 0 (BT-148)."),
        new("BR-CO-04", "//Line", x => x.All("Item/ClassifiedTaxCategory").Any(y => Vat.IsScheme(y) && y.Has("ID")),
            "The line has no VAT category (BT-151).") { Wish = x => x.Says("Item/ClassifiedTaxCategory/ID") },

        .. OfDocument(IsAllowance, "allowance", "BR-31", "BR-32", "BR-33", "BR-CO-21"),
        .. OfDocument(IsCharge, "charge", "BR-36", "BR-37", "BR-38", "BR-CO-22"),
        .. Of("//Line/AllowanceCharge", IsAllowance, "allowance of the line", "BR-41", "BR-42", "BR-CO-23"),
        .. Of("//Line/AllowanceCharge", IsCharge, "charge on the line", "BR-43", "BR-44", "BR-CO-24"),
    ];

    public static bool IsCharge(XElement extra) => Indicator(extra) == true;

    public static bool IsAllowance(XElement extra) => Indicator(extra) == false;

    private static bool? Indicator(XElement extra) =>
        extra.Values("ChargeIndicator").Select(DataTypes.Truth).FirstOrDefault();

    private static IEnumerable<Rule> OfDocument(
        Func<XElement, bool> which, string kind, string amount, string category, params string[] reasons) =>
    [
        .. Of("AllowanceCharge", which, kind, amount, reasons),
        new(category, "AllowanceCharge", x => x.All("TaxCategory").Any(y => Vat.IsScheme(y) && y.Has("ID")),
            $"The {kind} has no VAT category (BT-95, BT-102).") { Where = which },
    ];

    private static IEnumerable<Rule> Of(
        string at, Func<XElement, bool> which, string kind, string amount, params string[] reasons) =>
    [
        FieldRules.Present(amount, at, "Amount", $"The {kind} has no amount.") with { Where = which },
        .. reasons.Select(id => new Rule(id, at, x => x.Has("AllowanceChargeReason")
            || x.Has("AllowanceChargeReasonCode"),
            $"The {kind} has neither a reason nor a code for it.") { Where = which }),
    ];
}
