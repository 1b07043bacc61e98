using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Isdoc;

/// <summary>
/// The equations of ISDOC, in the local currency and in the foreign one: within a rate of tax, from rates to totals,
/// and from the totals to what is to be paid. A line's price times its quantity is none of them, by design.
/// </summary>
internal static class IsdocSums
{
    private const string Rate = "//TaxSubTotal";
    private const string Totals = "//LegalMonetaryTotal";

    public static IEnumerable<Rule> All => [.. Of(""), .. Of("Curr")];

    private static IEnumerable<Rule> Of(string end) =>
    [
        .. ((string[])["", "AlreadyClaimed", "Difference"]).Select(start => Sum("isdoc-tax-subtotal", Rate,
            $"{start}TaxInclusiveAmount{end}", ($"{start}TaxableAmount{end}", 1), ($"{start}TaxAmount{end}", 1))),
        .. ((string[])["TaxableAmount", "TaxAmount", "TaxInclusiveAmount"]).Select(name => Sum("isdoc-claimed", Rate,
            $"Difference{name}{end}", ($"{name}{end}", 1), ($"AlreadyClaimed{name}{end}", -1))),
        .. ((string[])["TaxExclusiveAmount", "TaxInclusiveAmount"]).Select(name => Sum("isdoc-claimed", Totals,
            $"Difference{name}{end}", ($"{name}{end}", 1), ($"AlreadyClaimed{name}{end}", -1))),
        Total("isdoc-tax-total", "//TaxTotal", $"TaxAmount{end}", $"TaxSubTotal/TaxAmount{end}"),
        .. ((string[])["", "AlreadyClaimed", "Difference"]).SelectMany(start => (Rule[])
        [
            Total("isdoc-total", Totals, $"{start}TaxExclusiveAmount{end}",
                $"../TaxTotal/TaxSubTotal/{start}TaxableAmount{end}"),
            Total("isdoc-total", Totals, $"{start}TaxInclusiveAmount{end}",
                $"../TaxTotal/TaxSubTotal/{start}TaxInclusiveAmount{end}"),
        ]),
        Sum("isdoc-payable", Totals, $"PayableAmount{end}", ($"DifferenceTaxInclusiveAmount{end}", 1),
            ($"PayableRoundingAmount{end}", 1), ($"PaidDepositsAmount{end}", -1)),
    ];

    /// <summary>What is missing is told by the schema, or counts as nothing.</summary>
    private static Rule Sum(string id, string at, string name, params (string Name, int Sign)[] of) => new(id, at,
        x => x.Number(name) == of.Sum(one => one.Sign * x.Sum(one.Name)),
        $"{name} is not {string.Join(" ", of.Select(one => $"{(one.Sign < 0 ? "-" : "+")} {one.Name}"))[2..]}.")
    { Where = x => x.Has(name) };

    private static Rule Total(string id, string at, string name, string of) => new(id, at,
        x => x.Number(name) == x.Sum(of), $"{name} is not what {of.Split('/')[^1]} comes to over all rates.")
    { Where = x => x.Has(name) };
}
