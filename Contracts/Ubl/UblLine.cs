using System.Xml;

namespace Charging.Contracts.Ubl;

/// <summary>
/// A line of the invoice (BG-25), with the attributes that are echoed on it (BG-32) in the order of their names.
/// </summary>
internal static class UblLine
{
    /// <summary>What UNTDID 1001 calls an invoicing data sheet; here it is the session.</summary>
    public const string InvoicedObject = "130";

    public static void Write(
        XmlWriter xml, InvoiceLine line, IReadOnlyDictionary<string, string>? attributes, string? sessionId = null)
    {
        xml.Open("InvoiceLine");
        xml.Basic("ID", UblXml.Plain(line.Id));
        if (!string.IsNullOrWhiteSpace(line.Note)) xml.Basic("Note", line.Note);
        xml.Basic("InvoicedQuantity", UblXml.Plain(line.Quantity), "unitCode", line.UnitCode);
        xml.Basic("LineExtensionAmount", line.Net);
        if (sessionId is not null) WriteSession(xml, sessionId);
        xml.Open("Item");
        xml.Basic("Name", line.Name);
        UblTax.Write(xml, "ClassifiedTaxCategory", line.TaxCategory, line.TaxRatePercent);
        if (attributes is not null) WriteAttributes(xml, attributes);
        xml.WriteEndElement();
        xml.Open("Price");
        xml.Basic("PriceAmount", UblXml.Plain(line.UnitPrice), "currencyID", line.Net.Currency);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>BT-128.</summary>
    private static void WriteSession(XmlWriter xml, string sessionId)
    {
        xml.Open("DocumentReference");
        xml.Basic("ID", sessionId);
        xml.Basic("DocumentTypeCode", InvoicedObject);
        xml.WriteEndElement();
    }

    /// <summary>BR-54: an attribute has a name and a value; one that lacks either is left out.</summary>
    private static void WriteAttributes(XmlWriter xml, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(value)) continue;
            xml.Open("AdditionalItemProperty");
            xml.Basic("Name", name);
            xml.Basic("Value", value);
            xml.WriteEndElement();
        }
    }
}
