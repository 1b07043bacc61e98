using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.CrossIndustry;

/// <summary>What the specification that a document names (BT-24) makes of it.</summary>
internal static class CiiProfile
{
    private const string Core = "urn:cen.eu:en16931:2017";

    /// <summary>MINIMUM and BASIC WL of Factur-X and ZUGFeRD 2 are for bookkeeping: they have no lines.</summary>
    private static readonly string[] Excerpts = [":minimum", ":basicwl"];

    public static bool IsExcerpt(XElement terms) => Array.Exists(
        Excerpts, end => terms.Text("CustomizationID").EndsWith(end, StringComparison.OrdinalIgnoreCase));

    /// <summary>The norm itself or a part of it; one that extends it may have more elements.</summary>
    public static bool IsWithinNorm(XElement terms) => terms.Text("CustomizationID") is var named
        && (named.Length == 0 || named == Core || named.StartsWith($"{Core}#compliant#", StringComparison.Ordinal))
        && !named.Contains("#conformant#", StringComparison.Ordinal);
}
