using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Xml;

namespace Charging.Documents.Ubl;

/// <summary>
/// An invoice or credit note in UBL 2.1, from whomever, as it is read back. A path names aggregates by slashes, such as
/// <c>LegalMonetaryTotal/PayableAmount</c>; its last name is the basic element that holds the value.
/// </summary>
public sealed class UblDocument
{
    private const string Schemas = "urn:oasis:names:specification:ubl:schema:xsd:";

    private UblDocument(XElement root)
    {
        Root = root;
        IsCreditNote = root.Name.LocalName == "CreditNote";
        Currency = Text("DocumentCurrencyCode") ?? "";
        Lines = [.. Each(IsCreditNote ? "CreditNoteLine" : "InvoiceLine")];
        // A second tax total may give the tax in the currency of the accounts (BT-111).
        TaxTotal = Each("TaxTotal").FirstOrDefault(total => CurrencyOf(total, "TaxAmount") == Currency);
        TaxSubtotals = TaxTotal is null ? [] : [.. Each("TaxSubtotal", TaxTotal)];
    }

    public XElement Root { get; }

    public bool IsCreditNote { get; }

    /// <summary>BT-5; empty when the document does not say.</summary>
    public string Currency { get; }

    public IReadOnlyList<XElement> Lines { get; }

    public XElement? TaxTotal { get; }

    public IReadOnlyList<XElement> TaxSubtotals { get; }

    /// <summary>Every value of the document that has no parts.</summary>
    public IEnumerable<XElement> Values => Root.Descendants().Where(element => !element.HasElements);

    /// <param name="stream">From its beginning; it is read twice.</param>
    /// <exception cref="FormatException">It is not XML, or neither an Invoice nor a CreditNote of UBL 2.1.</exception>
    public static UblDocument Read(Stream stream) => Of(XmlTree.Read(stream));

    /// <exception cref="FormatException">It is neither an Invoice nor a CreditNote of UBL 2.1.</exception>
    public static UblDocument Of(XElement root) => IsOne(root)
        ? new UblDocument(root)
        : throw new FormatException($"Its root is {root.Name}; verify an Invoice or a CreditNote of UBL 2.1.");

    public static bool IsOne(XElement root) => root.Name == XName.Get("Invoice", Schemas + "Invoice-2")
        || root.Name == XName.Get("CreditNote", Schemas + "CreditNote-2");

    public IEnumerable<XElement> Each(string path, XElement? within = null) =>
        path.Split('/').Aggregate(
            (IEnumerable<XElement>)[within ?? Root],
            (parents, name) => parents.SelectMany(parent => parent.Elements(UblElements.Cac + name)));

    /// <summary>The first value there, without white space around it; null if there is none or it is empty.</summary>
    public string? Text(string path, XElement? within = null) =>
        Value(path, within)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An exact amount, quantity or rate; null if it is missing or no number.</summary>
    public decimal? Number(string path, XElement? within = null) => NumberOf(Text(path, within));

    /// <summary>As <see cref="Number"/>, where what is missing counts as 0.</summary>
    public decimal Amount(string path, XElement? within = null) => Number(path, within) ?? 0;

    public string? Attribute(string path, string name, XElement? within = null) =>
        (string?)Value(path, within)?.Attribute(name);

    public static decimal? NumberOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) ? number : null;

    private string? CurrencyOf(XElement within, string path) => Attribute(path, "currencyID", within);

    private XElement? Value(string path, XElement? within)
    {
        var slash = path.LastIndexOf('/');
        var parents = slash < 0 ? [within ?? Root] : Each(path[..slash], within);
        return parents.SelectMany(parent => parent.Elements(UblElements.Cbc + path[(slash + 1)..])).FirstOrDefault();
    }
}
