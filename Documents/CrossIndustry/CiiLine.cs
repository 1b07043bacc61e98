using System.Xml;
using Charging.Documents.Trade;
using Charging.Documents.Xml;

namespace Charging.Documents.CrossIndustry;

/// <summary>A line (BG-25), with the attributes that are echoed on it (BG-32).</summary>
internal static class CiiLine
{
    public static void Write(XmlWriter xml, TradeLine line) => xml.Group("IncludedSupplyChainTradeLineItem", () =>
    {
        var issued = line.Line;
        xml.Group("AssociatedDocumentLineDocument", () =>
        {
            xml.Value("LineID", XmlValues.Plain(issued.Id));
            if (!string.IsNullOrWhiteSpace(issued.Note))
                xml.Group("IncludedNote", () => xml.Value("Content", issued.Note));
        });
        xml.Group("SpecifiedTradeProduct", () => WriteProduct(xml, line));
        xml.Group("SpecifiedLineTradeAgreement", () => xml.Group(
            "NetPriceProductTradePrice", () => xml.Value("ChargeAmount", XmlValues.Plain(issued.UnitPrice))));
        xml.Group("SpecifiedLineTradeDelivery", () => xml.Value(
            "BilledQuantity", XmlValues.Plain(issued.Quantity), "unitCode", issued.UnitCode));
        xml.Group("SpecifiedLineTradeSettlement", () => WriteSettlement(xml, line));
    });

    private static void WriteProduct(XmlWriter xml, TradeLine line)
    {
        xml.Value("Name", line.Line.Name);
        foreach (var (name, value) in line.Attributes)
        {
            xml.Group("ApplicableProductCharacteristic", () =>
            {
                xml.Value("Description", name);
                xml.Value("Value", value);
            });
        }
    }

    private static void WriteSettlement(XmlWriter xml, TradeLine line)
    {
        xml.Group("ApplicableTradeTax", () =>
            CiiTax.WriteCategory(xml, line.Line.TaxCategory, line.Line.TaxRatePercent));
        xml.Group("SpecifiedTradeSettlementLineMonetarySummation", () =>
            xml.Value("LineTotalAmount", line.Line.Net));
        if (line.SessionId is { } session) CiiInvoice.WriteSession(xml, session);
    }
}
