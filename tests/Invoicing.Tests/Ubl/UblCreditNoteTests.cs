using System.Text;
using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Charging.Invoicing.Tests.Crediting;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>What a credit note says, and falsified ones before the official judges and before our own.</summary>
public class UblCreditNoteTests
{
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    /// <summary>The second of two whose taxes come to a cent too little: 1.20, tax 0.25, rounding 0.01.</summary>
    private static readonly CreditNoteIssued Note = Rounded();

    private readonly Official? official = Official.Load();

    [Test]
    public void It_says_which_invoice_it_credits_of_what_date_and_why()
    {
        var root = Read(UblCreditNote.Write(Note));
        var before = root.Element(Cac + "BillingReference")!.Element(Cac + "InvoiceDocumentReference")!;

        Assert.That(root.Element(Cbc + "CreditNoteTypeCode")!.Value, Is.EqualTo("381"));
        Assert.That(before.Elements().Select(x => x.Value), Is.EqualTo((string[])["CZ-2026-000001", "2026-11-20"]));
        Assert.That(root.Element(Cbc + "Note")!.Value, Is.EqualTo("Sorry"));
        Assert.That(root.Descendants(Cbc + "PayableRoundingAmount").Single().Value, Is.EqualTo("0.01"));
        Assert.That(root.Descendants(Cbc + "PayableAmount").Single().Value, Is.EqualTo("1.46"));
    }

    [TestCase("BR-04", "CreditNoteTypeCode", "")]
    [TestCase("BR-CL-01", "CreditNoteTypeCode", "380")]
    [TestCase("BR-55", "BillingReference/InvoiceDocumentReference/ID", null)]
    [TestCase("BR-22", "CreditNoteLine/CreditedQuantity", null)]
    [TestCase("BR-CO-10", "LegalMonetaryTotal/LineExtensionAmount", "1.21")]
    [TestCase("BR-CO-14", "TaxTotal/TaxAmount", "0.26")]
    [TestCase("BR-CO-15", "LegalMonetaryTotal/TaxInclusiveAmount", "1.46")]
    [TestCase("BR-CO-16", "LegalMonetaryTotal/PayableAmount", "1.45")]
    [TestCase("BR-CO-16", "LegalMonetaryTotal/PayableRoundingAmount", "0.02")]
    public void A_falsified_credit_note_is_caught_by_both(string rule, string path, string? value)
    {
        var falsified = Falsified(path, value);

        Assert.That(Faults(falsified).Select(fault => fault.Rule), Does.Contain(rule));
        if (official is null) Assert.Ignore(Official.Absent);
        Assert.That(official.Rules.Check(falsified).Failed.Concat(official.SchemaFaults(falsified)), Is.Not.Empty);
    }

    [TestCase("PEPPOL-EN16931-R120", "CreditNoteLine/LineExtensionAmount", "1.21")]
    [TestCase("BR-CO-17", "TaxTotal/TaxSubtotal/TaxAmount", "0.26")]
    [TestCase("BR-S-08", "TaxTotal/TaxSubtotal/TaxableAmount", "1.21")]
    [TestCase("VAT-219", "BillingReference", null)]
    public void What_the_official_rules_may_let_pass_is_caught_by_ours(string rule, string path, string? value) =>
        Assert.That(Faults(Falsified(path, value)).Select(fault => fault.Rule), Does.Contain(rule));

    private static CreditNoteIssued Rounded()
    {
        var invoice = CreditSample.Invoice();
        var first = invoice.Left().Credit(new LineCredit("1", [2], new Money(2, "EUR")));
        var second = invoice.Left(first).Credit(new LineCredit("Sorry", [2], new Money(120, "EUR"))).Single();
        return second;
    }

    /// <summary>With another value there, or without it.</summary>
    private static byte[] Falsified(string path, string? value)
    {
        var root = Read(UblCreditNote.Write(Note));
        var element = root.Descendants().First(x => PathOf(x) == path);
        if (value is null) element.Remove();
        else element.SetValue(value);
        return Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));
    }

    private static IReadOnlyList<Fault> Faults(byte[] document) =>
        Verification.FaultsIn(UblDocument.Read(new MemoryStream(document)));

    private static XElement Read(byte[] document) => XDocument.Load(new MemoryStream(document)).Root!;

    private static string PathOf(XElement element) => string.Join(
        '/', element.AncestorsAndSelf().Reverse().Skip(1).Select(ancestor => ancestor.Name.LocalName));
}
