using System.Globalization;
using System.Security;
using System.Text;

namespace Charging.Documents.Pdf.Writing;

/// <summary>
/// The metadata of PDF/A: which part of the standard the file keeps, whose it is and what it is called. What differs
/// between documents stands last, so that the rest is the same bytes in the same place.
/// </summary>
internal static class Xmp
{
    /// <summary>PDF/A-3 differs from PDF/A-2 in what may be attached.</summary>
    public static byte[] Write(FileFacts facts, Guid id, IReadOnlyList<PdfAttachment> attachments)
    {
        var part = attachments.Count == 0 ? 2 : 3;
        var facturX = attachments.Any(one => one.IsFacturX) ? FacturXWords.Xmp : "";
        var at = facts.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about=""
             xmlns:xmp="http://ns.adobe.com/xap/1.0/"
             xmlns:dc="http://purl.org/dc/elements/1.1/"
             xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
             xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
             xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <pdfaid:part>{part}</pdfaid:part>
            <pdfaid:conformance>B</pdfaid:conformance>
            <dc:format>application/pdf</dc:format>
            <pdf:Producer>{Information.Program}</pdf:Producer>
            <xmp:CreatorTool>{Information.Program}</xmp:CreatorTool>
            <xmp:CreateDate>{at}</xmp:CreateDate>
            <xmp:ModifyDate>{at}</xmp:ModifyDate>
            <xmpMM:DocumentID>uuid:{id:D}</xmpMM:DocumentID>
            <xmpMM:InstanceID>uuid:{id:D}</xmpMM:InstanceID>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escaped(facts.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Escaped(facts.Author)}</rdf:li></rdf:Seq></dc:creator>
            </rdf:Description>
            {facturX}</rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """);
    }

    /// <summary>A sign that XML cannot hold, such as half a letter, is a question mark.</summary>
    private static string Escaped(string text) =>
        SecurityElement.Escape(string.Concat(text.EnumerateRunes().Select(
            rune => Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? "?" : rune.ToString())));
}
