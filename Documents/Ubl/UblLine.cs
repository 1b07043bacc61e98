using System.Xml;
using Charging.Documents.Xml;

namespace Charging.Documents.Ubl;

/// <summary>
/// A line (BG-25), on an invoice with the attributes that are echoed on it (BG-32) in the order of their names.
/// </summary>
internal static class UblLine
{
    public static void WriteInvoiced(
        XmlWriter xml, InvoiceLine line, IReadOnlyDictionary<string, string>? attributes, string? sessionId = null) =>
        Write(xml, "InvoiceLine", "InvoicedQuantity", line, attributes, sessionId);

    public static void WriteCredited(XmlWriter xml, InvoiceLine line) =>
        Write(xml, "CreditNoteLine", "CreditedQuantity", line, attributes: null, sessionId: null);

    private static void Write(
        XmlWriter xml, string name, string quantity, InvoiceLine line,
        IReadOnlyDictionary<string, string>? attributes, string? sessionId)
    {
        xml.Open(name);
        xml.Basic("ID", XmlValues.Plain(line.Id));
        if (!string.IsNullOrWhiteSpace(line.Note)) xml.Basic("Note", line.Note);
        xml.Basic(quantity, XmlValues.Plain(line.Quantity), "unitCode", line.UnitCode);
        xml.Basic("LineExtensionAmount", line.Net);
        if (sessionId is not null) UblReference.WriteSession(xml, "DocumentReference", sessionId);
        xml.Open("Item");
        xml.Basic("Name", line.Name);
        UblTax.Write(xml, "ClassifiedTaxCategory", line.TaxCategory, line.TaxRatePercent);
        if (attributes is not null) WriteAttributes(xml, attributes);
        xml.WriteEndElement();
        xml.Open("Price");
        xml.Basic("PriceAmount", XmlValues.Plain(line.UnitPrice), "currencyID", line.Net.Currency);
        xml.WriteEndElement();
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
