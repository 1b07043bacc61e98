using System.Globalization;
using System.Xml.Linq;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// The parts of a document, an invoice or a credit note, by one path: Line, Quantity and TypeCode stand for what each
/// calls them.
/// </summary>
internal static class UblTree
{
    public static readonly XNamespace Cac =
        "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

    public static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    public static bool IsCreditNote(this XElement root) => root.Name.LocalName == "CreditNote";

    public static IEnumerable<XElement> At(this XElement within, string path)
    {
        var isCreditNote = within.AncestorsAndSelf().Last().IsCreditNote();
        return path.Split('/').Aggregate(
            (IEnumerable<XElement>)[within],
            (parents, name) => parents.SelectMany(parent => parent.Elements()
                .Where(child => child.Name.LocalName == NameOf(name, isCreditNote))));
    }

    public static XElement One(this XElement within, string path) => within.At(path).First();

    public static bool Has(this XElement within, string path) => within.At(path).Any();

    /// <summary>All that is money, prices too.</summary>
    public static IEnumerable<XElement> Amounts(this XElement root) =>
        root.Descendants().Where(element => element.Name.LocalName.EndsWith("Amount", StringComparison.Ordinal));

    public static decimal Number(this XElement element) =>
        decimal.Parse(element.Value, CultureInfo.InvariantCulture);

    public static decimal Number(this XElement within, string path) => within.One(path).Number();

    public static void Write(this XElement element, decimal number) =>
        element.Value = number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>So many smallest units of the document's currency more.</summary>
    public static void AddUnits(this XElement amount, int units)
    {
        var currency = amount.AncestorsAndSelf().Last().One("DocumentCurrencyCode").Value;
        var money = new Money(units, currency).ToDecimal() + amount.Number();
        amount.Value = money.ToString($"F{Currencies.DigitsOf(currency)}", CultureInfo.InvariantCulture);
    }

    /// <summary>The category of a line or of a part of the breakdown, such as S.</summary>
    public static string Category(this XElement part) => part.Has("TaxCategory")
        ? part.One("TaxCategory/ID").Value
        : part.One("Item/ClassifiedTaxCategory/ID").Value;

    /// <summary>With its rate, as in S 21.</summary>
    public static string CategoryAndRate(this XElement part)
    {
        var category = part.Has("TaxCategory") ? part.One("TaxCategory") : part.One("Item/ClassifiedTaxCategory");
        return $"{category.One("ID").Value} {category.At("Percent").FirstOrDefault()?.Value}";
    }

    private static string NameOf(string name, bool isCreditNote) => name switch
    {
        "Line" => isCreditNote ? "CreditNoteLine" : "InvoiceLine",
        "Quantity" => isCreditNote ? "CreditedQuantity" : "InvoicedQuantity",
        "TypeCode" => isCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode",
        _ => name,
    };
}
