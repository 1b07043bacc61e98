using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Parties;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Profiles;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying;

/// <summary>A VAT category of UNCL 5305 with its rate in per cent; null where it has none or 0 says nothing.</summary>
internal readonly record struct StatedCategory(string Code, decimal? Percent)
{
    /// <summary>The group of rules that its own are named by, such as IC for K.</summary>
    public string Rules
    {
        get
        {
            var code = Code;
            return VatCategory.All.FirstOrDefault(category => category.Code == code)?.Name ?? code;
        }
    }

    public override string ToString() =>
        Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{Code} {percent:0.##} %") : Code;
}

/// <summary>What we wish of VAT: rates in the breakdown as on the lines, and check digits of VAT ids.</summary>
internal static class TaxNotes
{
    public static StatedCategory CategoryOf(UblDocument document, string path, XElement within)
    {
        var (code, percent) = (document.Text($"{path}/ID", within) ?? "?", document.Number($"{path}/Percent", within));
        var hasOneRate = VatCategory.All.Any(category => category.Code == code && !category.IsRated);
        return new(code, hasOneRate && percent == 0 ? null : percent);
    }

    public static IEnumerable<Fault> FaultsIn(UblDocument document) =>
        [.. document.TaxSubtotals.SelectMany(Rate), .. Ids(document)];

    /// <summary>The norm asks for the rate on lines, allowances and charges alone.</summary>
    private static IEnumerable<Fault> Rate(XElement subtotal)
    {
        foreach (var part in subtotal.All("TaxCategory"))
        {
            var category = VatCategory.All.FirstOrDefault(x => x.Code == part.Text("ID"));
            if (category is not null && !category.HasRate(part) && !IsAsked(category, part))
            {
                yield return new($"BR-{category.Name}-05",
                    $"The VAT category {category.Code} asks for {category.RateNeeded}.",
                    Where: UblElements.PathOf(part));
            }
        }
    }

    /// <summary>XRechnung asks for a rate of what has none (BR-DE-14), which is 0.</summary>
    private static bool IsAsked(VatCategory category, XElement part) =>
        XRechnung.IsNamed(part.Root()) && !category.IsRated && part.Number("Percent") == 0;

    private static IEnumerable<Fault> Ids(UblDocument document) => UblElements
        .Places(document.Root, "//PartyTaxScheme").Where(Vat.IsScheme).SelectMany(scheme => scheme.All("CompanyID"))
        .Select(id => (At: id, Fault: VatId.FaultIn(UblElements.Plain(id.Value))))
        .Where(id => id.Fault is not null)
        .Select(id => new Fault("VAT-ID", $"By check digits and form, {id.Fault}.", Where: UblElements.PathOf(id.At)));
}
