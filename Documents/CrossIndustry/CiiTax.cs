using System.Xml;
using Charging.Documents.Xml;

namespace Charging.Documents.CrossIndustry;

/// <summary>
/// A VAT category as the Cross Industry Invoice writes it (UNCL 5305). What is outside the scope of VAT has no rate.
/// </summary>
internal static class CiiTax
{
    /// <summary>Of a line.</summary>
    public static void WriteCategory(XmlWriter xml, TaxCategory category, decimal ratePercent)
    {
        xml.Value("TypeCode", "VAT");
        xml.Value("CategoryCode", TaxCategories.CodeOf(category));
        WriteRate(xml, category, ratePercent);
    }

    /// <summary>Of the document (BG-23).</summary>
    public static void WriteSubtotal(XmlWriter xml, TaxSubtotal subtotal) => xml.Group("ApplicableTradeTax", () =>
    {
        xml.Value("CalculatedAmount", subtotal.Tax);
        xml.Value("TypeCode", "VAT");
        xml.ValueIfAny("ExemptionReason", subtotal.ExemptionReason);
        xml.Value("BasisAmount", subtotal.Base);
        xml.Value("CategoryCode", TaxCategories.CodeOf(subtotal.Category));
        xml.ValueIfAny("ExemptionReasonCode", subtotal.ExemptionCode);
        WriteRate(xml, subtotal.Category, subtotal.RatePercent);
    });

    private static void WriteRate(XmlWriter xml, TaxCategory category, decimal ratePercent)
    {
        if (category != TaxCategory.OutOfScope) xml.Value("RateApplicablePercent", XmlValues.Plain(ratePercent));
    }
}
