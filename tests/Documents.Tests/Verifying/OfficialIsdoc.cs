using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// The schema of ISDOC 6.0.2, and the rules that stand beside it as expressions in a text for people.
/// </summary>
internal sealed class OfficialIsdoc
{
    private static readonly XNamespace Iso = "http://purl.oclc.org/dsdl/schematron";
    private static readonly XNamespace DocBook = "http://docbook.org/ns/docbook";
    private static readonly XNamespace OfXml = "http://www.w3.org/XML/1998/namespace";

    private static readonly Lazy<OfficialIsdoc?> Found = new(() => Official.Folder is { } folder ? new(folder) : null);

    private readonly XmlSchemaSet schemas = new();
    private readonly Schematron rules;

    private OfficialIsdoc(string folder)
    {
        schemas.XmlResolver = new XmlUrlResolver();
        schemas.Add(null, Path.Combine(folder, "isdoc", "isdoc-invoice-6.0.2.xsd"));
        schemas.Compile();
        rules = Schematron.Load(RulesIn(XDocument.Load(Path.Combine(folder, "isdoc", "pravidla-6.0.2.xml"))));
        Example = File.ReadAllBytes(Path.Combine(folder, "isdoc", "test001.isdoc"));
    }

    /// <summary>That ISDOC publishes.</summary>
    public byte[] Example { get; }

    public static OfficialIsdoc? Load() => Found.Value;

    /// <summary>How many rules looked at the document, and what they and the schema have against it.</summary>
    public (int Fired, IReadOnlyList<string> Faults) Judge(byte[] document)
    {
        var (fired, failed, _) = rules.Check(document);
        return (fired, [.. failed, .. Official.SchemaFaults(document, schemas)]);
    }

    /// <summary>Each rule is called as its section; two expressions have slips of the pen.</summary>
    private static XDocument RulesIn(XDocument text) => new(new XElement(Iso + "schema",
        new XElement(
            Iso + "ns", new XAttribute("prefix", "isdoc"), new XAttribute("uri", "http://isdoc.cz/namespace/2013")),
        text.Descendants(Iso + "rule").Select(rule => new XElement(Iso + "pattern", new XElement(Iso + "rule",
            rule.Attribute("context"),
            rule.Elements(Iso + "assert").Select(assert => new XElement(Iso + "assert",
                new XAttribute("id", (string)rule.Ancestors(DocBook + "section").First().Attribute(OfXml + "id")!),
                new XAttribute("test", Mended((string)assert.Attribute("test")!)))))))));

    private static string Mended(string test) => test.Replace(" satisfied ", " satisfies ")
        .Replace("isdoc:Quantity) satisfies", "isdoc:Quantity satisfies");
}
