using System.Globalization;
using System.Xml;
using Charging.Documents.Xml;

namespace Charging.Documents.CrossIndustry;

/// <summary>How the Cross Industry Invoice of UN/CEFACT spells its elements.</summary>
internal static class CiiXml
{
    private const string Standard = "urn:un:unece:uncefact:data:standard:";
    private const string Document = Standard + "CrossIndustryInvoice:100";
    private const string Aggregates = Standard + "ReusableAggregateBusinessInformationEntity:100";
    private const string Qualified = Standard + "QualifiedDataType:100";
    private const string Unqualified = Standard + "UnqualifiedDataType:100";

    /// <summary>The bytes of a document whose root holds what is written.</summary>
    public static byte[] Bytes(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream(8 * 1024);
        using (var xml = XmlWriter.Create(bytes, XmlValues.Settings))
        {
            xml.WriteStartElement("rsm", "CrossIndustryInvoice", Document);
            xml.WriteAttributeString("xmlns", "ram", null, Aggregates);
            xml.WriteAttributeString("xmlns", "qdt", null, Qualified);
            xml.WriteAttributeString("xmlns", "udt", null, Unqualified);
            write(xml);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <summary>One of the three parts that a document has.</summary>
    public static void Part(this XmlWriter xml, string name, Action write)
    {
        xml.WriteStartElement("rsm", name, Document);
        write();
        xml.WriteEndElement();
    }

    public static void Group(this XmlWriter xml, string name, Action write)
    {
        xml.WriteStartElement("ram", name, Aggregates);
        write();
        xml.WriteEndElement();
    }

    public static void Value(this XmlWriter xml, string name, string value) =>
        xml.WriteElementString("ram", name, Aggregates, XmlValues.Clean(value));

    /// <summary>An optional value: nothing is written for an empty one.</summary>
    public static void ValueIfAny(this XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) xml.Value(name, value);
    }

    public static void Value(this XmlWriter xml, string name, string value, string attribute, string attributeValue)
    {
        xml.WriteStartElement("ram", name, Aggregates);
        xml.WriteAttributeString(attribute, XmlValues.Clean(attributeValue));
        xml.WriteString(XmlValues.Clean(value));
        xml.WriteEndElement();
    }

    /// <summary>Of the document's currency, which an amount does not name again.</summary>
    public static void Value(this XmlWriter xml, string name, Money amount) =>
        xml.Value(name, XmlValues.Amount(amount));

    /// <summary>The day as 20261120, which is form 102 of UNTDID 2379.</summary>
    public static void Day(this XmlWriter xml, string name, DateOnly day) => xml.Day(name, day, "udt", Unqualified);

    /// <summary>The same where the standard has the day in a type of its own.</summary>
    public static void QualifiedDay(this XmlWriter xml, string name, DateOnly day) =>
        xml.Day(name, day, "qdt", Qualified);

    private static void Day(this XmlWriter xml, string name, DateOnly day, string prefix, string nameSpace) =>
        xml.Group(name, () =>
        {
            xml.WriteStartElement(prefix, "DateTimeString", nameSpace);
            xml.WriteAttributeString("format", "102");
            xml.WriteString(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        });
}
