using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Charging.Documents.Xml;

/// <summary>XML from whomever, as a tree, with nothing of it that could grow or reach out: no document type.</summary>
public static class XmlTree
{
    private const int Deepest = 100;

    /// <summary>Some fifty thousand lines.</summary>
    private const int MostElements = 1_500_000;

    /// <summary>Documents of old programs are in windows-1250 and the like, which .NET knows on demand alone.</summary>
    static XmlTree() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="stream">From its beginning; it is read twice.</param>
    /// <exception cref="FormatException">It is not XML, or deeper or more than any document needs.</exception>
    public static XElement Read(Stream stream)
    {
        try
        {
            RefuseTooMuch(stream);
            stream.Position = 0;
            using var reader = Open(stream);
            return XElement.Load(reader);
        }
        catch (XmlException notXml)
        {
            throw new FormatException($"It is not XML that can be read: {notXml.Message}", notXml);
        }
    }

    /// <summary>Before a tree is made of it, which takes a time by the square of the depth.</summary>
    private static void RefuseTooMuch(Stream stream)
    {
        var elements = 0;
        using var reader = Open(stream);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && ++elements > MostElements)
                throw new FormatException($"It has more than {MostElements:N0} elements; no invoice needs that.");
            if (reader.Depth > Deepest)
                throw new FormatException(
                    $"Its elements are nested more than {Deepest} levels; no invoice needs that.");
        }
    }

    /// <summary>No document type, so no entities from elsewhere.</summary>
    private static XmlReader Open(Stream stream) =>
        XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit });
}
