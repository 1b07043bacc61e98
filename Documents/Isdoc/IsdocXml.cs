using System.Xml;
using Charging.Documents.Xml;

namespace Charging.Documents.Isdoc;

/// <summary>How ISDOC spells its elements, all of which are of one name space.</summary>
internal static class IsdocXml
{
    private const string Space = "http://isdoc.cz/namespace/2013";

    /// <summary>The bytes of a document that holds what is written.</summary>
    public static byte[] Bytes(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream(8 * 1024);
        using (var xml = XmlWriter.Create(bytes, XmlValues.Settings))
        {
            xml.WriteStartElement("Invoice", Space);
            xml.WriteAttributeString("version", "6.0.2");
            write(xml);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    public static void Group(this XmlWriter xml, string name, Action write)
    {
        xml.WriteStartElement(name, Space);
        write();
        xml.WriteEndElement();
    }

    /// <summary>Many elements must be there and may be empty.</summary>
    public static void Value(this XmlWriter xml, string name, string? value) =>
        xml.WriteElementString(name, Space, XmlValues.Clean(value ?? ""));

    public static void Value(this XmlWriter xml, string name, Money value) =>
        xml.Value(name, XmlValues.Amount(value));

    public static void Quantity(this XmlWriter xml, string name, decimal quantity, string unitCode)
    {
        xml.WriteStartElement(name, Space);
        xml.WriteAttributeString("unitCode", unitCode);
        xml.WriteString(XmlValues.Plain(quantity));
        xml.WriteEndElement();
    }

    public static void Value(this XmlWriter xml, string name, bool value) => xml.Value(name, value ? "true" : "false");

    public static void Value(this XmlWriter xml, string name, DateOnly value) => xml.Value(name, XmlValues.Day(value));

    /// <summary>An amount, after the same in the document's own currency where that is a foreign one.</summary>
    public static void Value(this XmlWriter xml, string name, IsdocAmount amount)
    {
        if (amount.IsForeign) xml.Value($"{name}Curr", amount.Said);
        xml.Value(name, amount.Local);
    }

    /// <summary>The same in the other order, which the sums of the document have.</summary>
    public static void Sum(this XmlWriter xml, string name, IsdocAmount amount)
    {
        xml.Value(name, amount.Local);
        if (amount.IsForeign) xml.Value($"{name}Curr", amount.Said);
    }
}
