using System.Xml;
using System.Xml.Schema;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>
/// The official rules of EN 16931 and the schemas of UBL 2.1. They are not part of the repository: they lie in the
/// folder that CHARGING_SHARED names, or in <c>shared</c> beside the repository.
/// </summary>
internal sealed class Official
{
    private static readonly string? Folder = Find();

    private readonly XmlSchemaSet schemas = new() { XmlResolver = new XmlUrlResolver() };

    private Official(string folder)
    {
        Rules = Schematron.Load(Directory.GetFiles(Path.Combine(folder, "en16931"), "*.sch").Single());
        AddSchema(Path.Combine(folder, "ubl21", "common", "UBL-xmldsig-core-schema-2.1.xsd"));
        AddSchema(Path.Combine(folder, "ubl21", "maindoc", "UBL-Invoice-2.1.xsd"));
        AddSchema(Path.Combine(folder, "ubl21", "maindoc", "UBL-CreditNote-2.1.xsd"));
        schemas.Compile();
        var examples = Path.Combine(folder, "en16931", "examples");
        Examples = [.. Directory.GetFiles(examples, "*.xml").Select(File.ReadAllBytes)];
    }

    public static string Absent =>
        "The official rules are not here: set CHARGING_SHARED to the folder that holds en16931/ and ubl21/.";

    public Schematron Rules { get; }

    public IReadOnlyList<byte[]> Examples { get; }

    public static Official? Load() => Folder is null ? null : new Official(Folder);

    /// <summary>What the schema has against the document.</summary>
    public IReadOnlyList<string> SchemaFaults(byte[] document)
    {
        List<string> faults = [];
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read()) continue;
        return faults;
    }

    /// <summary>
    /// The schema of XML signatures begins with a document type; without this it would be left out in silence.
    /// </summary>
    private void AddSchema(string path)
    {
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        schemas.Add(null, reader);
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("CHARGING_SHARED");
        if (!string.IsNullOrEmpty(named)) return Directory.Exists(named) ? named : null;

        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Charging.sln")))
            folder = Path.GetDirectoryName(folder);
        var beside = Path.Combine(folder ?? "/", "..", "shared");
        return Directory.Exists(Path.Combine(beside, "en16931")) ? Path.GetFullPath(beside) : null;
    }
}
