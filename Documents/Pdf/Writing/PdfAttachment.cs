namespace Charging.Documents.Pdf.Writing;

/// <summary>
/// The same document for programs, within the one for people: a file that PDF/A-3 (ISO 19005-3) associates with it.
/// </summary>
/// <param name="Name">Of the file, such as factur-x.xml; plain ASCII.</param>
/// <param name="Description">For people, in plain ASCII.</param>
/// <param name="Content">XML.</param>
internal sealed record PdfAttachment(string Name, string Description, byte[] Content)
{
    private const string FacturXName = "factur-x.xml";

    /// <summary>A Cross Industry Invoice, by the name that Factur-X and ZUGFeRD ask for.</summary>
    public static PdfAttachment FacturX(byte[] cii) => new(FacturXName, "Factur-X invoice", cii);

    /// <summary>ISDOC, by the name that ISDOC.PDF asks for.</summary>
    public static PdfAttachment Isdoc(byte[] isdoc) => new("invoice.isdoc", "ISDOC invoice", isdoc);

    public bool IsFacturX => Name == FacturXName;
}
