using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Charging.Documents.Verifying.Profiles;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// The official rules of EN 16931, Peppol BIS Billing 3 and XRechnung, and the schemas of UBL 2.1. They are not part of
/// the repository: they lie in the folder that CHARGING_SHARED names, or in <c>shared</c> beside the repository.
/// </summary>
internal sealed class Official
{
    /// <summary>Where all that is official lies; null where it does not.</summary>
    public static readonly string? Folder = Find();

    private static readonly Lazy<Official?> Found = new(() => Folder is null ? null : new Official(Folder));

    private readonly XmlSchemaSet schemas = new() { XmlResolver = new XmlUrlResolver() };
    private readonly Schematron peppol;
    private readonly Schematron xRechnung;

    private Official(string folder)
    {
        Rules = Schematron.Load(Directory.GetFiles(Path.Combine(folder, "en16931"), "*.sch").Single());
        peppol = Schematron.Load(Path.Combine(folder, "peppol", "PEPPOL-EN16931-UBL.sch"));
        xRechnung = Schematron.Load(
            Path.Combine(folder, "xrechnung", "XRechnung-UBL-validation.sch"),
            Path.Combine(folder, "xrechnung", "common.sch"));
        AddSchema(Path.Combine(folder, "ubl21", "common", "UBL-xmldsig-core-schema-2.1.xsd"));
        AddSchema(Path.Combine(folder, "ubl21", "maindoc", "UBL-Invoice-2.1.xsd"));
        AddSchema(Path.Combine(folder, "ubl21", "maindoc", "UBL-CreditNote-2.1.xsd"));
        schemas.Compile();
        Published =
        [
            .. ((string[])["en16931", "peppol", "xrechnung"])
                .SelectMany(suite => Directory.GetFiles(Path.Combine(folder, suite, "examples"), "*.xml"))
                .Order(StringComparer.Ordinal)
                .Select(path => new PublishedDocument(Path.GetRelativePath(folder, path), File.ReadAllBytes(path))),
        ];
        Cases =
        [
            .. Directory.GetFiles(Path.Combine(folder, "cases", "verify"), "*.xml").Order(StringComparer.Ordinal)
                .Select(path => new PublishedDocument(Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path))),
        ];
    }

    public static string Absent =>
        "The official rules are not here: set CHARGING_SHARED to the folder that holds en16931/ and ubl21/.";

    /// <summary>Those of EN 16931.</summary>
    public Schematron Rules { get; }

    /// <summary>The examples of EN 16931, Peppol and XRechnung.</summary>
    public IReadOnlyList<PublishedDocument> Published { get; }

    /// <summary>Documents that were once judged wrongly.</summary>
    public IReadOnlyList<PublishedDocument> Cases { get; }

    public IReadOnlyList<byte[]> Examples => [.. Published
        .Where(document => document.Name.StartsWith("en16931", StringComparison.Ordinal)).Select(x => x.Bytes)];

    public static Official? Load() => Found.Value;

    /// <summary>By name, every rule of norm and profiles that a document can break.</summary>
    public IEnumerable<string> FatalIds => [.. Rules.FatalIds, .. peppol.FatalIds, .. xRechnung.FatalIds];

    /// <summary>What the schema has against the document.</summary>
    public IReadOnlyList<string> SchemaFaults(byte[] document) => SchemaFaults(document, schemas);

    public static IReadOnlyList<string> SchemaFaults(byte[] document, XmlSchemaSet schemas)
    {
        List<string> faults = [];
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read()) continue;
        return faults;
    }

    /// <summary>
    /// The fatal rules that the document does not keep, of the norm and of the profile that it names; the extension of
    /// XRechnung has rules in the place of some of the norm.
    /// </summary>
    public IReadOnlyList<string> Fatal(byte[] document) =>
    [
        .. Rules.Check(document).Fatal.Except(XRechnung.Replaced(XElement.Load(new MemoryStream(document)))),
        .. FatalByProfile(document),
    ];

    /// <summary>The same, of the profile alone.</summary>
    public IReadOnlyList<string> FatalByProfile(byte[] document)
    {
        var text = Encoding.UTF8.GetString(document);
        return
        [
            .. text.Contains("urn:fdc:peppol.eu:2017:poacc:billing:3", StringComparison.Ordinal)
                ? peppol.Check(document).Fatal : [],
            .. text.Contains(":xrechnung_", StringComparison.Ordinal) ? xRechnung.Check(document).Fatal : [],
        ];
    }

    /// <summary>
    /// The rules of Peppol that a document of another specification does not keep: XRechnung has taken nearly all of
    /// them over, which its own file of rules leaves to the build.
    /// </summary>
    public IReadOnlyList<string> FatalByPeppol(byte[] document) => peppol.Check(document).Fatal;

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

/// <summary>A document that somebody published, and where it lies.</summary>
internal sealed record PublishedDocument(string Name, byte[] Bytes);
