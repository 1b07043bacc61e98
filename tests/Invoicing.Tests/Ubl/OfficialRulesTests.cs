using System.Text;
using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;
using Charging.Documents.Ubl;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>Our invoices before the official judges, and falsified ones, to see that the judges look.</summary>
public class OfficialRulesTests
{
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private readonly Official official = Official.Load()!;

    [OneTimeSetUp]
    public void Only_where_the_rules_are()
    {
        if (official is null) Assert.Ignore(Official.Absent);
    }

    [Test]
    public void The_judges_know_all_their_rules_and_accept_their_own_example()
    {
        Assert.That(official.Rules.Asserts, Is.GreaterThan(900));
        foreach (var example in official.Examples) AssertAccepted(example);
    }

    [TestCase(TaxCategory.Standard)]
    [TestCase(TaxCategory.ZeroRated)]
    [TestCase(TaxCategory.ReverseCharge)]
    [TestCase(TaxCategory.Exempt)]
    [TestCase(TaxCategory.OutOfScope)]
    public void An_invoice_of_every_tax_category_is_accepted_unpaid_and_paid(TaxCategory category)
    {
        var invoice = Of(category);
        AssertAccepted(UblInvoice.Write(invoice, Sample.Transfer(invoice)));
        AssertAccepted(UblInvoice.Write(invoice with { SellerIban = null }, Sample.Transfer(invoice)));
        AssertAccepted(UblInvoice.Write(invoice));
        AssertAccepted(UblInvoice.Write(invoice, Sample.Payment(invoice)));
        AssertAccepted(UblInvoice.Write(invoice, Sample.Payment(invoice, PaymentMethodKind.BankAccount)));
    }

    [TestCase(TaxCategory.Standard)]
    [TestCase(TaxCategory.ReverseCharge)]
    [TestCase(TaxCategory.OutOfScope)]
    public void An_invoice_for_Peppol_is_accepted_unpaid_and_paid(TaxCategory category)
    {
        var invoice = Sample.ForPeppol(Of(category));
        AssertAccepted(UblInvoice.Write(invoice));
        AssertAccepted(UblInvoice.Write(invoice, Sample.Payment(invoice)));
        AssertAccepted(UblInvoice.Write(invoice, Sample.Payment(invoice, PaymentMethodKind.BankAccount)));
    }

    [TestCase("en")]
    [TestCase("cs")]
    [TestCase("de")]
    public void An_invoice_that_explains_every_kind_of_line_is_accepted(string language)
    {
        var usage = Sample.Usage(
            new Money(572, "EUR"),
            Sample.Line(1, "leg", 0.05m, "connection, peak"),
            Sample.Line(30, "min", 0, "conference, allowance"),
            Sample.Line(new Rational(61, 60), "min", 0.06m, "conference, peak"),
            Sample.Line(1, "month", 5, "data, 1 to 100, flat"),
            Sample.Line(3, "message", 0.2m, "message, above 10"),
            Sample.Line(1, "session", 0.009m, "minimum charge"));
        var invoice = Sample.Invoice(usage, Sample.Customer() with { Language = language })
            .Numbered(new InvoiceNumber("CZ-2026", 1));

        var document = UblInvoice.Write(invoice);

        AssertAccepted(document);
        Assert.That(
            XDocument.Load(new MemoryStream(document)).Descendants(Cac + "InvoiceLine")
                .Select(line => line.Element(Cbc + "Note")?.Value),
            Is.EqualTo(invoice.Lines.Select(line => line.Note)).And.All.Not.Empty);
    }

    [TestCase("KWD", 1234)]
    [TestCase("KWD", 704)]
    [TestCase("BHD", 1)]
    [TestCase("TND", 1005)]
    [TestCase("MGA", 12345)]
    public void A_currency_of_which_not_every_unit_is_drawn_offends_against_no_rule(string currency, long minor)
    {
        var charge = new Money(minor, currency);
        var usage = Sample.Usage(charge, Sample.Line(1, "leg", charge.ToDecimal()));
        var invoice = Sample.Invoice(usage, Sample.Customer(currency)).Numbered(new InvoiceNumber("CZ-2026", 1));

        Assert.That(invoice.Total, Is.EqualTo(invoice.Total.ToDrawable()));
        AssertAccepted(UblInvoice.Write(invoice));
        AssertAccepted(UblInvoice.Write(invoice, Sample.Payment(invoice)));
    }

    private static IEnumerable<TestCaseData> Mutants()
    {
        yield return Mutant("BR-02", TaxCategory.Standard, root => root.Element(Cbc + "ID")!.Value = "");
        yield return Mutant("BR-06", TaxCategory.Standard, root => First(root, "RegistrationName").Value = "");
        yield return Mutant("BR-16", TaxCategory.Standard, root => root.Elements(Cac + "InvoiceLine").Remove());
        yield return Mutant("BR-25", TaxCategory.Standard,
            root => root.Descendants(Cac + "Item").First().Element(Cbc + "Name")!.Value = " ");
        yield return Mutant("BR-27", TaxCategory.Standard, root => First(root, "PriceAmount").Value = "-0.05");
        yield return Mutant("BR-51", TaxCategory.Standard,
            root => First(root, "PrimaryAccountNumberID").Value = "4242424242424242");
        yield return Mutant("BR-CO-09", TaxCategory.Standard, root => First(root, "CompanyID").Value = "12345678");
        yield return Mutant("BR-CO-10", TaxCategory.Standard, root => First(root, "LineExtensionAmount").Value = "2");
        yield return Mutant("BR-CO-14", TaxCategory.Standard, root => First(root, "TaxAmount").Value = "0.52");
        yield return Mutant("BR-CO-15", TaxCategory.Standard, root => First(root, "TaxInclusiveAmount").Value = "3.07");
        yield return Mutant("BR-CO-16", TaxCategory.Standard, root => First(root, "PayableAmount").Value = "3.06");
        yield return Mutant("BR-CL-03", TaxCategory.Standard,
            root => First(root, "TaxAmount").SetAttributeValue("currencyID", "EUX"));
        yield return Mutant("BR-CL-23", TaxCategory.Standard,
            root => First(root, "InvoicedQuantity").SetAttributeValue("unitCode", "MINUTE"));
        yield return Mutant("BR-DEC-12", TaxCategory.Standard,
            root => First(root, "TaxExclusiveAmount").Value = "2.530");
        yield return Mutant("BR-S-05", TaxCategory.Standard, root => LinePercent(root).Value = "0");
        yield return Mutant("BR-Z-05", TaxCategory.ZeroRated, root => LinePercent(root).Value = "21");
        yield return Mutant("BR-AE-10", TaxCategory.ReverseCharge, RemoveReason);
        yield return Mutant("BR-AE-02", TaxCategory.ReverseCharge,
            root => root.Descendants(Cac + "PartyTaxScheme").Last().Remove());
        yield return Mutant("BR-E-10", TaxCategory.Exempt, RemoveReason);
        yield return Mutant("BR-O-05", TaxCategory.OutOfScope, root =>
            LineTax(root).Element(Cbc + "ID")!.AddAfterSelf(new XElement(Cbc + "Percent", 0)));
        yield return Mutant("BR-CO-26", TaxCategory.OutOfScope,
            root => root.Descendants(Cac + "PartyIdentification").First().Remove());
    }

    [TestCaseSource(nameof(Mutants))]
    public void A_falsified_invoice_is_caught(string rule, TaxCategory category, object falsify) =>
        Assert.That(official.Rules.Check(Falsified(category, falsify)).Failed, Does.Contain(rule));

    [Test]
    public void The_schema_catches_what_is_missing_or_out_of_order()
    {
        static void DropId(XElement root) => root.Element(Cbc + "ID")!.Remove();
        static void MoveLines(XElement root)
        {
            var line = root.Elements(Cac + "InvoiceLine").First();
            line.Remove();
            root.AddFirst(line);
        }

        Assert.That(official.SchemaFaults(Falsified(TaxCategory.Standard, (Action<XElement>)DropId)), Is.Not.Empty);
        Assert.That(official.SchemaFaults(Falsified(TaxCategory.Standard, (Action<XElement>)MoveLines)), Is.Not.Empty);
    }

    private void AssertAccepted(byte[] document)
    {
        var (fired, failed, _) = official.Rules.Check(document);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed, Is.Empty, Encoding.UTF8.GetString(document));
            Assert.That(fired, Is.GreaterThan(200), "Hardly any rule looked at the document.");
            Assert.That(official.SchemaFaults(document), Is.Empty);
        }
    }

    private static InvoiceCreated Of(TaxCategory category)
    {
        var tax = new TaxTreatment
        {
            Category = category,
            RatePercent = category == TaxCategory.Standard ? 21 : 0,
            ExemptionReason = category == TaxCategory.Exempt ? "Article 132 of directive 2006/112/EC" : null,
        };
        return Sample.Invoice(customer: Sample.Customer(tax: tax)).Numbered(new InvoiceNumber("CZ-2026", 1));
    }

    private static byte[] Falsified(TaxCategory category, object falsify)
    {
        var invoice = Of(category);
        var document = XDocument.Load(new MemoryStream(UblInvoice.Write(invoice, Sample.Payment(invoice))));
        ((Action<XElement>)falsify)(document.Root!);
        return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
    }

    private static void RemoveReason(XElement root) =>
        root.Descendants().Where(element => element.Name.LocalName.StartsWith("TaxExemption")).Remove();

    private static XElement First(XElement root, string name) => root.Descendants(Cbc + name).First();

    private static XElement LineTax(XElement root) => root.Descendants(Cac + "ClassifiedTaxCategory").First();

    private static XElement LinePercent(XElement root) => LineTax(root).Element(Cbc + "Percent")!;

    private static TestCaseData Mutant(string rule, TaxCategory category, Action<XElement> falsify) =>
        new TestCaseData(rule, category, falsify).SetArgDisplayNames(rule, category.ToString());
}
