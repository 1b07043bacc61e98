using System.Xml;
using Charging.Documents.Xml;

namespace Charging.Documents.Ubl;

/// <summary>
/// A VAT category as UBL writes it (UNCL 5305). What is outside the scope of VAT has no rate, not even 0, but in the
/// breakdown of XRechnung.
/// </summary>
internal static class UblTax
{
    public static void Write(
        XmlWriter xml, string name, TaxCategory category, decimal ratePercent, string? exemptionReason = null,
        string? exemptionCode = null, bool hasRate = false)
    {
        xml.Open(name);
        xml.Basic("ID", TaxCategories.CodeOf(category));
        if (hasRate || category != TaxCategory.OutOfScope) xml.Basic("Percent", XmlValues.Plain(ratePercent));
        xml.BasicIfAny("TaxExemptionReasonCode", exemptionCode);
        xml.BasicIfAny("TaxExemptionReason", exemptionReason);
        WriteScheme(xml);
        xml.WriteEndElement();
    }

    /// <summary>The whole tax (BT-110) and the breakdown that it is the sum of (BG-23).</summary>
    public static void WriteTotal(
        XmlWriter xml, Money tax, IReadOnlyList<TaxSubtotal> subtotals, UblProfile profile)
    {
        xml.Open("TaxTotal");
        xml.Basic("TaxAmount", tax);
        foreach (var subtotal in subtotals)
        {
            xml.Open("TaxSubtotal");
            xml.Basic("TaxableAmount", subtotal.Base);
            xml.Basic("TaxAmount", subtotal.Tax);
            Write(
                xml, "TaxCategory", subtotal.Category, subtotal.RatePercent, subtotal.ExemptionReason,
                subtotal.ExemptionCode, hasRate: profile == UblProfile.XRechnung); // BR-DE-14
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>BT-6, behind the document's currency.</summary>
    public static void WriteCurrency(XmlWriter xml, AccountedTax? tax) =>
        xml.BasicIfAny("TaxCurrencyCode", tax?.Tax.Currency);

    /// <summary>BT-111, which has no breakdown.</summary>
    public static void WriteAccounted(XmlWriter xml, AccountedTax? tax)
    {
        if (tax is null) return;
        xml.Open("TaxTotal");
        xml.Basic("TaxAmount", tax.Tax);
        xml.WriteEndElement();
    }

    public static void WriteScheme(XmlWriter xml)
    {
        xml.Open("TaxScheme");
        xml.Basic("ID", "VAT");
        xml.WriteEndElement();
    }
}
