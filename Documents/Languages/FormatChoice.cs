namespace Charging.Documents.Languages;

/// <summary>The formats that a document is sent in; where nobody chose, as before there was a choice, UBL.</summary>
public sealed class FormatChoice(IReadOnlyList<DocumentFormat>? chosen)
{
    private readonly IReadOnlyList<DocumentFormat> formats = chosen ?? [DocumentFormat.Ubl];

    /// <summary>Those within the PDF, by the names that people know; empty where there are none.</summary>
    public string Within => Names(
        (DocumentFormat.FacturX, "Factur-X"), (DocumentFormat.Isdoc, "ISDOC"));

    /// <summary>Those beside it.</summary>
    public string Beside => Names(
        (DocumentFormat.Ubl, "UBL"), (DocumentFormat.XRechnung, "XRechnung"), (DocumentFormat.Isdoc, "ISDOC"));

    public bool Has(DocumentFormat format) => formats.Contains(format);

    private string Names(params IEnumerable<(DocumentFormat Format, string Name)> all) =>
        string.Join(", ", all.Where(one => Has(one.Format)).Select(one => one.Name));
}
