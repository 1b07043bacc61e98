using System.Xml;
using Charging.Documents.Trade;
using Charging.Documents.Xml;

namespace Charging.Documents.Ubl;

/// <summary>
/// A line (BG-25), on an invoice with the attributes that are echoed on it (BG-32) in the order of their names.
/// </summary>
internal static class UblLine
{
    public static void WriteInvoiced(XmlWriter xml, TradeLine line) =>
        Write(xml, "InvoiceLine", "InvoicedQuantity", line);

    public static void WriteCredited(XmlWriter xml, InvoiceLine line) =>
        Write(xml, "CreditNoteLine", "CreditedQuantity", new TradeLine(line, [], SessionId: null));

    private static void Write(XmlWriter xml, string name, string quantity, TradeLine said)
    {
        var line = said.Line;
        xml.Open(name);
        xml.Basic("ID", XmlValues.Plain(line.Id));
        if (!string.IsNullOrWhiteSpace(line.Note)) xml.Basic("Note", line.Note);
        xml.Basic(quantity, XmlValues.Plain(line.Quantity), "unitCode", line.UnitCode);
        xml.Basic("LineExtensionAmount", line.Net);
        if (said.SessionId is { } session) UblReference.WriteSession(xml, "DocumentReference", session);
        xml.Open("Item");
        xml.Basic("Name", line.Name);
        UblTax.Write(xml, "ClassifiedTaxCategory", line.TaxCategory, line.TaxRatePercent);
        foreach (var (attribute, value) in said.Attributes) WriteAttribute(xml, attribute, value);
        xml.WriteEndElement();
        xml.Open("Price");
        xml.Basic("PriceAmount", XmlValues.Plain(line.UnitPrice), "currencyID", line.Net.Currency);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteAttribute(XmlWriter xml, string name, string value)
    {
        xml.Open("AdditionalItemProperty");
        xml.Basic("Name", name);
        xml.Basic("Value", value);
        xml.WriteEndElement();
    }
}
