using System.Globalization;
using System.Xml.Linq;
using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>A VAT category of UNCL 5305 with its rate in per cent; null where it has none.</summary>
internal readonly record struct StatedCategory(string Code, decimal? Percent)
{
    public override string ToString() =>
        Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{Code} {percent:0.##} %") : Code;
}

/// <summary>
/// Which rate, reason and VAT ids each category of VAT asks for or forbids (BR-S, BR-Z, BR-AE, BR-E, BR-O …).
/// </summary>
internal static class TaxRules
{
    private const string Seller = "AccountingSupplierParty/Party";
    private const string Buyer = "AccountingCustomerParty/Party";

    private static readonly string[] Known = ["S", "Z", "AE", "E", "O", "G", "K", "L", "M"];

    public static StatedCategory CategoryOf(UblDocument document, string path, XElement within) =>
        new(document.Text($"{path}/ID", within) ?? "?", document.Number($"{path}/Percent", within));

    public static IEnumerable<Fault> FaultsIn(UblDocument document)
    {
        var categories = document.Lines.Select(x => CategoryOf(document, "Item/ClassifiedTaxCategory", x))
            .Concat(document.TaxSubtotals.Select(x => CategoryOf(document, "TaxCategory", x))).Distinct().ToList();
        return
        [
            .. categories.SelectMany(Rate), .. document.TaxSubtotals.SelectMany(x => Reason(document, x)),
            .. categories.Select(x => x.Code).Distinct().SelectMany(code => VatIds(document, code)),
            .. Schemes(document), .. Alone(categories), .. Prefixes(document), .. Identified(document),
        ];
    }

    private static IEnumerable<Fault> Rate(StatedCategory category)
    {
        var fault = category switch
        {
            { Code: "S", Percent: not > 0 } => "is standard rated and has no rate above 0",
            { Code: "Z" or "E" or "AE" or "G" or "K", Percent: not 0 } => "has no tax, and its rate is not 0",
            { Code: "O", Percent: not null } => "is outside the scope of VAT and has a rate",
            { Code: "L" or "M", Percent: not >= 0 } => "has no rate of 0 or more",
            _ => null,
        };
        if (fault is not null) yield return new($"BR-{category.Code}-05", $"{category} {fault}.");
        if (!Known.Contains(category.Code)) yield return new("BR-CL-18", $"'{category.Code}' is no VAT category.");
    }

    /// <summary>Why no tax is charged: asked for where none is, forbidden where the rate says all.</summary>
    private static IEnumerable<Fault> Reason(UblDocument document, XElement subtotal)
    {
        var category = CategoryOf(document, "TaxCategory", subtotal);
        var reason = document.Text("TaxCategory/TaxExemptionReason", subtotal)
            ?? document.Text("TaxCategory/TaxExemptionReasonCode", subtotal);
        var fault = category.Code switch
        {
            "AE" or "E" or "O" or "G" or "K" when reason is null => "needs its reason (BT-120)",
            "S" or "Z" or "L" or "M" when reason is not null => "may have no reason (BT-120)",
            _ => null,
        };
        if (fault is not null) yield return new($"BR-{category.Code}-10", $"{category} {fault}.");
    }

    private static IEnumerable<Fault> VatIds(UblDocument document, string code)
    {
        var seller = document.Text($"{Seller}/PartyTaxScheme/CompanyID")
            ?? document.Text("TaxRepresentativeParty/PartyTaxScheme/CompanyID");
        var buyer = VatIdOf(document, Buyer);
        var fault = code switch
        {
            "O" when VatIdOf(document, Seller) is not null || buyer is not null =>
                "what is outside the scope of VAT names no VAT id",
            "S" or "Z" or "E" or "AE" or "G" or "K" when seller is null => "the seller's VAT id is missing (BT-31)",
            "AE" when (buyer ?? document.Text($"{Buyer}/PartyLegalEntity/CompanyID")) is null =>
                "the buyer's VAT id is missing (BT-48)",
            "K" when buyer is null => "the buyer's VAT id is missing (BT-48)",
            _ => null,
        };
        if (fault is not null) yield return new($"BR-{code}-02", $"For category {code}, {fault}.");
    }

    private static IEnumerable<Fault> Schemes(UblDocument document)
    {
        foreach (var (line, i) in document.Lines.Select((line, i) => (line, i)))
        {
            if (!IsVat(document, "Item/ClassifiedTaxCategory/", line))
                yield return new("BR-CO-04", $"{Verification.NameOf(document, line, i)} has the category of no VAT.");
        }

        if (document.TaxSubtotals.Any(subtotal => !IsVat(document, "TaxCategory/", subtotal)))
            yield return new("BR-47", "Its breakdown of VAT has a category of another tax.");
    }

    private static IEnumerable<Fault> Alone(IReadOnlyList<StatedCategory> categories)
    {
        if (categories.Any(x => x.Code == "O") && categories.Any(x => x.Code != "O"))
            yield return new("BR-O-11", "What is outside the scope of VAT stands beside what is not.");
    }

    private static IEnumerable<Fault> Prefixes(UblDocument document)
    {
        foreach (var party in (string[])[Seller, Buyer])
        {
            if (VatIdOf(document, party) is { } id && (id.Length < 3 || !Countries.IsPrefix(id[..2])))
                yield return new("BR-CO-09", $"The VAT id '{id}' does not begin with its country.");
        }
    }

    private static IEnumerable<Fault> Identified(UblDocument document)
    {
        var id = VatIdOf(document, Seller) ?? document.Text($"{Seller}/PartyIdentification/ID")
            ?? document.Text($"{Seller}/PartyLegalEntity/CompanyID");
        if (id is null) yield return new("BR-CO-26", "Nothing identifies the seller (BT-29, BT-30, BT-31).");
    }

    private static string? VatIdOf(UblDocument document, string party) => document
        .Each($"{party}/PartyTaxScheme")
        .Where(scheme => IsVat(document, "", scheme))
        .Select(scheme => document.Text("CompanyID", scheme))
        .FirstOrDefault(id => id is not null);

    private static bool IsVat(UblDocument document, string path, XElement within) =>
        string.Equals(document.Text($"{path}TaxScheme/ID", within), "VAT", StringComparison.OrdinalIgnoreCase);
}
