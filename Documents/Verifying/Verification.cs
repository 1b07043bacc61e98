using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.CrossIndustry;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Profiles;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Verifying;

/// <summary>
/// Holds an invoice or credit note against the schema of UBL 2.1, every fatal rule of EN 16931, and the profile that it
/// names; and exactly beyond: the official rules let a tax be one unit off and multiply a line's price by its quantity
/// in Peppol alone. What only we wish is a note: under the name of the rule that it makes exact, or VAT-219 (directive
/// 2006/112/EC, article 219), VAT-ID and SEPA-ID (check digits), BG-19 (a debit's mandate, creditor and account),
/// CARD (no card number in full, PCI DSS 3.4).
/// </summary>
public static class Verification
{
    /// <summary>As far as a person reads.</summary>
    private const int MostTold = 200;

    /// <summary>Everything that is wrong; empty when the document is right.</summary>
    public static IReadOnlyList<Fault> FaultsIn(UblDocument document) =>
        Together(Official(document.Root), Wishes(document));

    /// <summary>The same of a Cross Industry Invoice, whose terms are the norm's as well.</summary>
    public static IReadOnlyList<Fault> FaultsInCii(XElement root)
    {
        var terms = CiiTerms.Of(root);
        return Together(OfficialCii(root, terms), Wishes(UblDocument.Of(terms)));
    }

    /// <summary>What is official comes first, and is not told again as a wish.</summary>
    private static IReadOnlyList<Fault> Together(IEnumerable<Fault> official, IReadOnlyList<Fault> wishes)
    {
        List<Fault> told = [.. official.OrderBy(fault => fault.Class)];
        var named = told.Where(fault => fault.Class != FaultClass.Note).Select(fault => fault.Rule).ToHashSet();
        return
        [
            .. told.Where(fault => fault.Class != FaultClass.Note || !named.Contains(fault.Rule)),
            .. wishes.Where(note => !named.Contains(note.Rule)),
        ];
    }

    /// <summary>Whether nobody but us has anything against it.</summary>
    public static bool IsRight(IEnumerable<Fault> faults) => faults.All(fault => fault.Class == FaultClass.Note);

    /// <summary>What the document was held against, for people.</summary>
    public static string Checked(XElement root) => string.Join(", ",
    [
        "UBL 2.1", "EN 16931",
        .. IsPeppol(root) ? ["Peppol BIS Billing 3"] : (string[])[],
        .. XRechnung.IsExtended(root) ? ["XRechnung 3.0 with its extension"]
            : XRechnung.IsOfVehicles(root) ? ["XRechnung 3.0 for clean vehicles"]
            : XRechnung.IsNamed(root) ? ["XRechnung 3.0"] : (string[])[],
    ]);

    /// <summary>The same of a Cross Industry Invoice.</summary>
    internal static string CheckedCii(XElement terms) => string.Join(", ",
        ["CII D16B", "EN 16931", .. XRechnung.IsNamed(terms) ? ["XRechnung 3.0"] : (string[])[]]);

    /// <summary>A line as a fault names it: by its identifier, else by its place.</summary>
    public static string NameOf(UblDocument document, XElement line, int index) =>
        $"line {document.Text("ID", line) ?? $"at place {index + 1}"}";

    public static bool IsPeppol(XElement root) =>
        root.Text("CustomizationID").Contains(PeppolRules.Billing, StringComparison.Ordinal);

    private static IEnumerable<Fault> Official(XElement root)
    {
        var replaced = XRechnung.Replaced(root);
        return
        [
            .. SchemaCheck.FaultsIn(root),
            .. NormRules.FaultsIn(root).Where(fault => !replaced.Contains(fault.Rule)),
            .. IsPeppol(root) ? PeppolRules.FaultsIn(root) : [],
            .. XRechnung.IsNamed(root) ? XRechnung.FaultsIn(root) : [],
        ];
    }

    private static IEnumerable<Fault> OfficialCii(XElement root, XElement terms)
    {
        var replaced = XRechnung.Replaced(terms);
        return
        [
            .. SchemaCheck.FaultsIn(root, Grammar.CrossIndustry).Select(
                fault => CiiProfile.IsWithinNorm(terms) ? fault : fault with { Class = FaultClass.Note }),
            .. NormRules.OfTerms.Where(rule => !replaced.Contains(rule.Id) && !CiiRules.InPlaceOf.Contains(rule.Id))
                .SelectMany(rule => rule.FaultsIn(terms, FaultClass.Norm)),
            .. CiiRules.All.SelectMany(rule => rule.FaultsIn(root, FaultClass.Norm)), .. CiiBinding.AttributesIn(root),
            .. XRechnung.IsNamed(terms) ? XRechnung.FaultsIn(terms) : [],
        ];
    }

    private static IReadOnlyList<Fault> Wishes(UblDocument document) =>
    [
        .. Notes.FaultsIn(document), .. Exact(document), .. TaxNotes.FaultsIn(document),
        .. CardNumbers.FaultsIn(document), .. DebitNotes.FaultsIn(document),
    ];

    private static IReadOnlyList<Fault> Exact(UblDocument document)
    {
        try
        {
            return [.. ExactSums.FaultsIn(document).Take(MostTold)];
        }
        catch (OverflowException)
        {
            return [new("EXACT", "Its numbers are too large to be computed to the last digit.")];
        }
    }
}
