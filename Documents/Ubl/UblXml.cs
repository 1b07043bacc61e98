using System.Globalization;
using System.Text;
using System.Xml;

namespace Charging.Documents.Ubl;

/// <summary>How UBL spells its elements: aggregates hold elements, basics hold one value.</summary>
internal static class UblXml
{
    private const string Aggregates = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private const string Basics = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <summary>The bytes of a document whose root holds what is written.</summary>
    public static byte[] Document(string root, string nameSpace, Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream(8 * 1024);
        using (var xml = XmlWriter.Create(bytes, Settings))
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
        xml.WriteElementString("cbc", name, Basics, Clean(value));

    public static void Basic(this XmlWriter xml, string name, DateOnly value) =>
        xml.WriteElementString("cbc", name, Basics, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>With exactly the currency's decimals; with two where it has more and they are 0.</summary>
    public static void Basic(this XmlWriter xml, string name, Money value)
    {
        var digits = Currencies.DigitsOf(value.Currency);
        var isShort = digits == 3 && value.Minor % 10 == 0;
        var format = $"F{(isShort ? 2 : digits)}";
        var text = value.ToDecimal().ToString(format, CultureInfo.InvariantCulture);
        xml.Basic(name, text, "currencyID", value.Currency);
    }

    public static void Basic(this XmlWriter xml, string name, string value, string attribute, string attributeValue)
    {
        xml.WriteStartElement("cbc", name, Basics);
        xml.WriteAttributeString(attribute, Clean(attributeValue));
        xml.WriteString(Clean(value));
        xml.WriteEndElement();
    }

    /// <summary>An optional value: nothing is written for an empty one.</summary>
    public static void BasicIfAny(this XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) xml.Basic(name, value);
    }

    /// <summary>All digits, no trailing zeros, never an exponent.</summary>
    public static string Plain(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>XML has no way to write most control characters; a platform may have sent one all the same.</summary>
    private static string Clean(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (XmlConvert.IsXmlChar(value[i])) continue;
            if (i + 1 == value.Length || !XmlConvert.IsXmlSurrogatePair(value[i + 1], value[i])) return Replaced(value);
            i++;
        }

        return value;
    }

    private static string Replaced(string value)
    {
        var clean = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            var writable = !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
            clean.Append((writable ? rune : Rune.ReplacementChar).ToString());
        }

        return clean.ToString();
    }
}
