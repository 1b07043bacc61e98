using System.Xml;
using Charging.Documents.Xml;

namespace Charging.Documents.Ubl;

/// <summary>How UBL spells its elements: aggregates hold elements, basics hold one value.</summary>
internal static class UblXml
{
    private const string Aggregates = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private const string Basics = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    /// <summary>The bytes of a document whose root holds what is written.</summary>
    public static byte[] Document(string root, string nameSpace, Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream(8 * 1024);
        using (var xml = XmlWriter.Create(bytes, XmlValues.Settings))
        {
            xml.WriteStartElement(root, nameSpace);
            xml.WriteAttributeString("xmlns", "cac", null, Aggregates);
            xml.WriteAttributeString("xmlns", "cbc", null, Basics);
            write(xml);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <summary>Begins an aggregate; WriteEndElement ends it.</summary>
    public static void Open(this XmlWriter xml, string name) => xml.WriteStartElement("cac", name, Aggregates);

    public static void Basic(this XmlWriter xml, string name, string value) =>
        xml.WriteElementString("cbc", name, Basics, XmlValues.Clean(value));

    public static void Basic(this XmlWriter xml, string name, DateOnly value) =>
        xml.WriteElementString("cbc", name, Basics, XmlValues.Day(value));

    public static void Basic(this XmlWriter xml, string name, Money value) =>
        xml.Basic(name, XmlValues.Amount(value), "currencyID", value.Currency);

    public static void Basic(this XmlWriter xml, string name, string value, string attribute, string attributeValue)
    {
        xml.WriteStartElement("cbc", name, Basics);
        xml.WriteAttributeString(attribute, XmlValues.Clean(attributeValue));
        xml.WriteString(XmlValues.Clean(value));
        xml.WriteEndElement();
    }

    /// <summary>An optional value: nothing is written for an empty one.</summary>
    public static void BasicIfAny(this XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) xml.Basic(name, value);
    }
}
