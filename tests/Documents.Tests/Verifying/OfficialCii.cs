using System.Xml;
using System.Xml.Schema;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// The official rules of EN 16931 for the Cross Industry Invoice, and the schema that Factur-X has for this profile;
/// they lie where <see cref="Official"/> finds its own.
/// </summary>
internal sealed class OfficialCii
{
    private static readonly Lazy<OfficialCii?> Found = new(() => Official.Folder is { } folder ? new(folder) : null);

    private readonly XmlSchemaSet schemas = new() { XmlResolver = new XmlUrlResolver() };
    private readonly Schematron rules;

    private OfficialCii(string folder)
    {
        rules = Schematron.Load(Path.Combine(folder, "peppol", "CEN-EN16931-CII.sch"));
        schemas.Add(null, Path.Combine(folder, "facturx", "Factur-X_EN16931.xsd"));
        schemas.Compile();
        Example = File.ReadAllBytes(Path.Combine(folder, "facturx", "factur-x-en16931.xml"));
    }

    /// <summary>That Factur-X publishes.</summary>
    public byte[] Example { get; }

    public static OfficialCii? Load() => Found.Value;

    /// <summary>How many rules looked at the document, and what they and the schema have against it.</summary>
    public (int Fired, IReadOnlyList<string> Faults) Judge(byte[] document)
    {
        var (fired, failed, _) = rules.Check(document);
        return (fired, [.. failed, .. Official.SchemaFaults(document, schemas)]);
    }

    /// <summary>What makes it wrong: neither rules nor schema that only warn.</summary>
    public (IReadOnlyList<string> Rules, IReadOnlyList<string> Schema) Fatal(byte[] document)
    {
        var (_, _, fatal) = rules.Check(document);
        return ([.. fatal.Distinct()], Official.SchemaFaults(document, schemas));
    }
}
