using System.Xml;
using Charging.Documents.Xml;

namespace Charging.Documents.Isdoc;

/// <summary>Taxes by rate, and the sums. Nothing was claimed on account, so all of it is the difference.</summary>
internal static class IsdocTotals
{
    public static void Write(XmlWriter xml, IsdocAmounts amounts)
    {
        xml.Group("TaxTotal", () =>
        {
            foreach (var subtotal in amounts.Subtotals) xml.Group("TaxSubTotal", () => Write(xml, subtotal));
            xml.Value("TaxAmount", amounts.Tax);
        });
        xml.Group("LegalMonetaryTotal", () => WriteSums(xml, amounts));
    }

    private static void Write(XmlWriter xml, IsdocSubtotal subtotal)
    {
        var nothing = subtotal.Base - subtotal.Base;
        foreach (var (prefix, net, tax) in new[]
        {
            ("", subtotal.Base, subtotal.Tax), ("AlreadyClaimed", nothing, nothing),
            ("Difference", subtotal.Base, subtotal.Tax),
        })
        {
            xml.Value($"{prefix}TaxableAmount", net);
            xml.Value($"{prefix}TaxAmount", tax);
            xml.Value($"{prefix}TaxInclusiveAmount", net + tax);
        }

        xml.Group("TaxCategory", () =>
        {
            xml.Value("Percent", XmlValues.Plain(subtotal.Subtotal.RatePercent));
            xml.Value("VATApplicable", subtotal.Subtotal.Category != TaxCategory.OutOfScope);
        });
    }

    private static void WriteSums(XmlWriter xml, IsdocAmounts amounts)
    {
        var (net, whole, nothing) = (amounts.Net, amounts.Net + amounts.Tax, amounts.Net - amounts.Net);
        xml.Sum("TaxExclusiveAmount", net);
        xml.Sum("TaxInclusiveAmount", whole);
        xml.Sum("AlreadyClaimedTaxExclusiveAmount", nothing);
        xml.Sum("AlreadyClaimedTaxInclusiveAmount", nothing);
        xml.Sum("DifferenceTaxExclusiveAmount", net);
        xml.Sum("DifferenceTaxInclusiveAmount", whole);
        if (amounts.Rounding is { } rounding) xml.Sum("PayableRoundingAmount", rounding);
        xml.Sum("PaidDepositsAmount", nothing);
        xml.Sum("PayableAmount", amounts.Payable);
    }
}
