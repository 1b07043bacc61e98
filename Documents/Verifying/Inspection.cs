using System.Xml.Linq;
using Charging.Documents.Pdf.Reading;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Comparing;
using Charging.Documents.Verifying.CrossIndustry;
using Charging.Documents.Verifying.Isdoc;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Xml;

namespace Charging.Documents.Verifying;

/// <summary>
/// What was found of a file: what it was held against, what is wrong, and what nobody looked at.
/// </summary>
public sealed record Inspected(string By, IReadOnlyList<Fault> Faults, IReadOnlyList<string> NotChecked);

/// <summary>
/// Tells by a file's own bytes of which format it is, and verifies it: UBL, the Cross Industry Invoice, ISDOC, and a
/// PDF that holds one or more of them, which must then be one invoice.
/// </summary>
public static class Inspection
{
    private const string Unreadable = "EMBEDDED";
    private const string Old = "urn:ferd:CrossIndustryDocument";

    /// <summary>What an invoice is called within a PDF, by Factur-X, ZUGFeRD, XRechnung and ISDOC.</summary>
    private static readonly string[] Names =
        ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"];

    /// <exception cref="FormatException">It is none of them, or cannot be read; the sentence says why.</exception>
    public static Inspected Of(byte[] file) =>
        PdfAttachments.IsPdf(file.AsSpan(0, Math.Min(file.Length, 1024))) ? OfPdf(file) : Of(file, "it").Inspected;

    private static (Inspected Inspected, Told Told) Of(byte[] xml, string name)
    {
        var root = XmlTree.Read(new MemoryStream(xml, writable: false));
        if (UblDocument.IsOne(root)) return OfUbl(UblDocument.Of(root), name);
        if (CiiTerms.IsOne(root)) return OfCii(root, name);
        if (IsdocVerification.IsOne(root)) return OfIsdoc(root, name);
        throw new FormatException(root.Name.NamespaceName.StartsWith(Old, StringComparison.Ordinal)
            ? "It is of ZUGFeRD 1, from before EN 16931; verify one of ZUGFeRD 2 or Factur-X."
            : $"Its root is {root.Name}; verify an invoice or a credit note of UBL 2.1, CII or ISDOC 6, or a PDF " +
                "with one.");
    }

    private static (Inspected, Told) OfUbl(UblDocument document, string name) => (
        new(Verification.Checked(document.Root), Verification.FaultsIn(document), [.. Unchecked.By(document.Root)]),
        Told.Ubl(name, document));

    private static (Inspected, Told) OfCii(XElement root, string name)
    {
        var terms = CiiTerms.Of(root);
        var told = Told.Ubl(name, UblDocument.Of(terms));
        if (CiiProfile.IsExcerpt(terms))
        {
            return (new("nothing", [],
            [
                $"A document of '{terms.Text("CustomizationID")}' has no lines, and is no invoice by EN 16931.",
            ]), told);
        }

        return (new(Verification.CheckedCii(terms), Verification.FaultsInCii(root), [.. Unchecked.ByCii(terms)]), told);
    }

    private static (Inspected, Told) OfIsdoc(XElement root, string name) => (
        new("ISDOC 6.0.2", IsdocVerification.FaultsIn(root),
        [
            "What stands in Extensions and signatures of ISDOC.",
            "Whether an ISDOC document is signed rightly, and its VAT ids are in force.",
        ]),
        Told.Isdoc(name, root));

    private static Inspected OfPdf(byte[] pdf)
    {
        List<(string Name, Inspected Inspected, Told Told)> found = [];
        List<Fault> faults = [];
        foreach (var file in PdfAttachments.In(pdf).Where(file => IsInvoices(file.Name)))
        {
            try
            {
                var (inspected, told) = Of(file.Bytes, file.Name);
                found.Add((file.Name, inspected, told));
            }
            catch (FormatException unreadable)
            {
                if (IsNamedSo(file.Name))
                    faults.Add(new(Unreadable, unreadable.Message, FaultClass.Norm, file.Name));
            }
        }

        if (found.Count + faults.Count == 0)
            throw new FormatException(
                "The PDF holds no invoice: no factur-x.xml, xrechnung.xml or .isdoc that can be read.");
        return new(
            $"PDF with {string.Join("; ", found.Select(one => $"{one.Name}: {one.Inspected.By}"))}",
            [
                .. faults, .. Agreement.FaultsIn([.. found.Select(one => one.Told)]),
                .. found.SelectMany(one => one.Inspected.Faults.Select(fault => Within(fault, one.Name))),
            ],
            ["What the pages of the PDF say.", .. found.SelectMany(one => one.Inspected.NotChecked).Distinct()]);
    }

    private static Fault Within(Fault fault, string file) =>
        fault with { Where = fault.Where.Length == 0 ? file : $"{file}, {fault.Where}" };

    private static bool IsInvoices(string name) =>
        IsNamedSo(name) || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private static bool IsNamedSo(string name) => name.EndsWith(".isdoc", StringComparison.OrdinalIgnoreCase)
        || Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
