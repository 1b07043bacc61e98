namespace Charging.Documents.Pdf.Writing;

/// <summary>
/// What Factur-X has a file say of itself in its metadata, and what these words are, as PDF/A asks of words that it
/// does not know.
/// </summary>
internal static class FacturXWords
{
    private const string Space = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

    private static readonly (string Name, string Value, string Meaning)[] Words =
    [
        ("DocumentType", "INVOICE", "The type of the hybrid document in capital letters"),
        ("DocumentFileName", "factur-x.xml", "The name of the embedded XML document"),
        ("Version", "1.0", "The version of the standard that the embedded XML document applies"),
        ("ConformanceLevel", "EN 16931", "The conformance level of the embedded XML document"),
    ];

    public static string Xmp { get; } = $"""
        <rdf:Description rdf:about="" xmlns:fx="{Space}">
        {Lines(word => $"<fx:{word.Name}>{word.Value}</fx:{word.Name}>")}
        </rdf:Description>
        <rdf:Description rdf:about=""
         xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
         xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
         xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>{Space}</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>fx</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq>
        {Lines(word => Property(word.Name, word.Meaning))}
        </rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>

        """;

    private static string Property(string name, string meaning) => $"""
        <rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>{name}</pdfaProperty:name>
        <pdfaProperty:valueType>Text</pdfaProperty:valueType>
        <pdfaProperty:category>external</pdfaProperty:category>
        <pdfaProperty:description>{meaning}</pdfaProperty:description>
        </rdf:li>
        """;

    private static string Lines(Func<(string Name, string Value, string Meaning), string> line) =>
        string.Join('\n', Words.Select(line));
}
