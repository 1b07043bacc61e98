using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.CrossIndustry;
using Charging.Documents.Verifying.Profiles;

namespace Charging.Documents.Verifying;

/// <summary>What nobody looked at, so that nobody takes "right" for more than it says.</summary>
public static class Unchecked
{
    private const string Core = "urn:cen.eu:en16931:2017";

    /// <summary>The same of a Cross Industry Invoice, in the terms of UBL.</summary>
    internal static IEnumerable<string> ByCii(XElement terms)
    {
        yield return "Warnings of EN 16931: CII-SR-001 to -465, as far as they only warn.";
        if (!CiiProfile.IsWithinNorm(terms))
            yield return $"The rules of '{terms.Text("CustomizationID")}', beyond those of EN 16931.";
        yield return "Whether VAT ids and electronic addresses are in force.";
    }

    /// <summary>One sentence each, for a document.</summary>
    public static IEnumerable<string> By(XElement root)
    {
        var specification = root.Text("CustomizationID");
        var (isPeppol, isXRechnung) = (Verification.IsPeppol(root), XRechnung.IsNamed(root));

        yield return "Warnings of EN 16931: UBL-CR-001 to -680 (but -666 and -673), UBL-DT-08 to -28.";
        if (isPeppol)
        {
            yield return "Warnings of Peppol: PEPPOL-COMMON-R044 to -R047, DE-R-017, -019, -020, -026 to -028, "
                + "DK-R-003, GR-S-008-1, GR-S-011, IS-R-001, NO-R-002, SE-R-007 to -012.";
        }

        if (isXRechnung)
            yield return "Warnings of XRechnung: BR-DE-17, -19 to -21, -26 to -28, BR-DE-TMP-32, BR-TMP-2, BR-DEX-02.";

        if (!isPeppol && !isXRechnung && specification != Core && specification.Length > 0)
            yield return $"The rules of '{specification}', beyond those of EN 16931.";
        if (root.Descendants(UblElements.Ext + "ExtensionContent").Any())
            yield return "What stands in UBLExtensions, such as signatures.";
        yield return "Whether VAT ids and electronic addresses are in force.";
    }
}
