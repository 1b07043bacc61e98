using System.Xml;
using Charging.Documents.Trade;
using Charging.Documents.Xml;

namespace Charging.Documents.Isdoc;

/// <summary>A line, with its tax.</summary>
internal static class IsdocLine
{
    public static void Write(XmlWriter xml, TradeLine line, IsdocLineAmounts amounts, Rational rate) =>
        xml.Group("InvoiceLine", () =>
        {
            var issued = line.Line;
            xml.Value("ID", XmlValues.Plain(issued.Id));
            xml.Quantity("InvoicedQuantity", issued.Quantity, issued.UnitCode);
            xml.Value("LineExtensionAmount", amounts.Net);
            xml.Value("LineExtensionAmountTaxInclusive", amounts.Net + amounts.Tax);
            xml.Value("LineExtensionTaxAmount", amounts.Tax.Local);
            var price = issued.UnitPrice * rate;
            xml.Value("UnitPrice", XmlValues.Plain(price));
            var withTax = price * (1 + (Rational)(issued.TaxRatePercent / 100));
            xml.Value("UnitPriceTaxInclusive", XmlValues.Plain(withTax));
            xml.Group("ClassifiedTaxCategory", () => WriteCategory(xml, issued));
            if (!string.IsNullOrWhiteSpace(issued.Note)) xml.Value("Note", issued.Note);
            xml.Group("Item", () => xml.Value("Description", issued.Name));
        });

    /// <summary>0 is a tax that is reckoned from the price without it.</summary>
    private static void WriteCategory(XmlWriter xml, InvoiceLine line)
    {
        xml.Value("Percent", XmlValues.Plain(line.TaxRatePercent));
        xml.Value("VATCalculationMethod", "0");
        xml.Value("VATApplicable", line.TaxCategory != TaxCategory.OutOfScope);
    }
}
