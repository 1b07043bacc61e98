using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>The document read back and compared exactly: the official rules allow differences that we do not.</summary>
public class UblInvoiceTests
{
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private readonly InvoiceCreated invoice = Sample.Invoice().Numbered(new InvoiceNumber("CZ-2026", 7));

    [Test]
    public void Amounts_and_lines_are_those_of_the_invoice_to_the_last_digit() =>
        Gen.Select(Sample.AnyUsage("EUR", "CZK", "JPY"), Sample.AnyTax, Gen.Bool).Sample((usage, tax, isPaid) =>
        {
            var document = Sample.Invoice(usage, Sample.Customer(usage.Charge.Currency, tax: tax))
                .Numbered(new InvoiceNumber("CZ-2026", 7));
            var root = Read(UblInvoice.Write(document, isPaid ? Sample.Payment(document) : null));
            var totals = root.Element(Cac + "LegalMonetaryTotal")!;
            var lines = root.Elements(Cac + "InvoiceLine").ToList();
            var digits = Currencies.DigitsOf(document.Net.Currency);

            Assert.That(Amount(totals, "TaxExclusiveAmount"), Is.EqualTo(usage.Charge.ToDecimal()));
            Assert.That(lines.Sum(line => Amount(line, "LineExtensionAmount")), Is.EqualTo(usage.Charge.ToDecimal()));
            Assert.That(Amount(totals, "TaxInclusiveAmount"), Is.EqualTo(document.Total.ToDecimal()));
            Assert.That(Amount(totals, "PayableAmount"), Is.EqualTo(isPaid ? 0 : document.Total.ToDecimal()));
            Assert.That(Amount(root.Element(Cac + "TaxTotal")!, "TaxAmount"), Is.EqualTo(document.Tax.ToDecimal()));
            foreach (var line in lines)
            {
                var product = Amount(line, "InvoicedQuantity") * Amount(line.Element(Cac + "Price")!, "PriceAmount");
                var rounded = Math.Round(product, digits, MidpointRounding.AwayFromZero);
                Assert.That(rounded, Is.EqualTo(Amount(line, "LineExtensionAmount")));
            }
        });

    [Test]
    public void A_paid_invoice_says_how_it_was_paid_and_is_due_no_more()
    {
        var means = Read(UblInvoice.Write(invoice, Sample.Payment(invoice))).Element(Cac + "PaymentMeans")!;

        Assert.That(means.Descendants(Cbc + "PaymentMeansCode").Single().Value, Is.EqualTo("48"));
        Assert.That(means.Descendants(Cbc + "PrimaryAccountNumberID").Single().Value, Is.EqualTo("4242"));
        Assert.That(means.Descendants(Cbc + "NetworkID").Single().Value, Is.EqualTo("visa"));
        Assert.That(means.Descendants(Cbc + "PaymentID").Single().Value, Is.EqualTo("pi_0001"));
        Assert.That(Read(UblInvoice.Write(invoice, Sample.Payment(invoice))).Element(Cbc + "DueDate"), Is.Null);
    }

    [Test]
    public void An_unpaid_invoice_says_where_to_pay_and_whom_to_ask()
    {
        var root = Read(UblInvoice.Write(invoice));

        Assert.That(root.Descendants(Cac + "PaymentMeans").Single().Elements().Select(x => x.Value),
            Is.EqualTo((string[])["58", "CZ-2026-000007", "CZ6508000000192000145399"]));
        Assert.That(root.Descendants(Cac + "Contact").Single().Elements().Select(x => x.Value),
            Is.EqualTo((string[])["Invoices", "+420222333444", "invoices@bridge.example"]));
    }

    [Test]
    public void Where_both_sides_have_an_electronic_address_it_is_made_for_Peppol()
    {
        var root = Read(UblInvoice.Write(Sample.ForPeppol(invoice)));

        Assert.That(((string[])["CustomizationID", "ProfileID", "BuyerReference"])
                .Select(name => root.Element(Cbc + name)!.Value),
            Is.EqualTo((string[])
            [
                "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
                "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", "acme",
            ]));
        Assert.That(root.Descendants(Cbc + "EndpointID").Select(x => $"{x.Attribute("schemeID")!.Value}:{x.Value}"),
            Is.EqualTo((string[])["9929:CZ12345679", "9915:ATU12345675"]));
    }

    [Test]
    public void With_one_electronic_address_it_is_not_made_for_Peppol()
    {
        var root = Read(UblInvoice.Write(Sample.ForPeppol(invoice) with { Seller = invoice.Seller }));

        Assert.That(root.Element(Cbc + "CustomizationID")!.Value, Is.EqualTo("urn:cen.eu:en16931:2017"));
        Assert.That((root.Element(Cbc + "ProfileID"), root.Element(Cbc + "BuyerReference")),
            Is.EqualTo(((XElement?)null, (XElement?)null)));
    }

    [Test]
    public void What_the_buyer_wants_to_find_on_it_stands_there() =>
        Assert.That(
            Read(UblInvoice.Write(Sample.ForPeppol(invoice) with { BuyerReference = "PO 17" }))
                .Element(Cbc + "BuyerReference")!.Value,
            Is.EqualTo("PO 17"));

    [Test]
    public void The_rule_of_its_tax_is_a_note()
    {
        var decided = Sample.Invoice(customer: Sample.Customer() with { Tax = null })
            .Numbered(new InvoiceNumber("CZ-2026", 7));

        Assert.That(Read(UblInvoice.Write(decided)).Element(Cbc + "Note")!.Value,
            Is.EqualTo("VAT: reverse charge, CZ to AT (2006/112/EC, articles 44 and 196)"));
    }

    [Test]
    public void An_unpaid_invoice_is_due_on_the_day_of_issue() =>
        Assert.That(Read(UblInvoice.Write(invoice)).Element(Cbc + "DueDate")!.Value, Is.EqualTo("2026-11-20"));

    [Test]
    public void Never_more_than_four_digits_of_a_card_are_written()
    {
        var careless = Sample.Payment(invoice) with { LastFour = "4242424242424242" };

        Assert.That(Encoding.UTF8.GetString(UblInvoice.Write(invoice, careless)), Does.Not.Contain("42424"));
    }

    [Test]
    public void The_same_invoice_gives_the_same_bytes_whatever_the_order_of_its_attributes()
    {
        var turned = invoice with { Attributes = invoice.Attributes.Reverse().ToDictionary() };

        Assert.That(UblInvoice.Write(turned), Is.EqualTo(UblInvoice.Write(invoice)));
    }

    [Test]
    public void The_attributes_of_the_session_are_echoed_on_the_first_line()
    {
        var lines = Read(UblInvoice.Write(invoice)).Elements(Cac + "InvoiceLine").ToList();

        Assert.That(lines[0].Descendants(Cac + "AdditionalItemProperty").Select(x => (string)x),
            Is.EqualTo((string[])["conferenceRoom4711", "costCentreŽižkov <7> & co"]));
        Assert.That(lines[1].Descendants(Cac + "AdditionalItemProperty"), Is.Empty);
    }

    [Test]
    public void Gathered_sessions_have_a_period_and_each_line_names_its_own()
    {
        var gathered = Sample.Gathered(
            Sample.Customer(), Sample.Small("a", 20), Sample.Invoice("b").Usage, Sample.Small("c", 30, minutes: 3000))
            .Numbered(new InvoiceNumber("CZ-2026", 7));

        var root = Read(UblInvoice.Write(gathered));

        var lines = root.Elements(Cac + "InvoiceLine").ToList();
        Assert.That(lines.Select(line => line.Element(Cac + "DocumentReference")!.Element(Cbc + "ID")!.Value),
            Is.EqualTo((string[])["a", "b", "b", "c"]));
        Assert.That(lines.Select(line => line.Descendants(Cac + "AdditionalItemProperty").Count()),
            Is.EqualTo((int[])[1, 2, 0, 1]));
        Assert.That(root.Element(Cac + "InvoicePeriod")!.Elements().Select(day => day.Value),
            Is.EqualTo((string[])["2026-11-20", "2026-11-22"]));
        Assert.That(root.Element(Cac + "AdditionalDocumentReference"), Is.Null);
    }

    [Test]
    public void Characters_that_xml_cannot_write_are_replaced()
    {
        string[] sent = ["x\u0001y\uFFFFz", "\ud83d\ude00", "\ud83d"];
        string[] written = ["x\uFFFDy\uFFFDz", "\ud83d\ude00", "\uFFFD"];
        var attributes = sent.Index().ToDictionary(x => $"{x.Index}", x => x.Item);

        var root = Read(UblInvoice.Write(invoice with { Attributes = attributes }));

        Assert.That(root.Descendants(Cbc + "Value").Select(x => x.Value), Is.EqualTo(written));
    }

    [Test]
    public void What_is_outside_the_scope_of_tax_names_no_tax_id_and_no_rate()
    {
        var tax = new TaxTreatment { Category = TaxCategory.OutOfScope, RatePercent = 0 };
        var untaxed = Sample.Invoice(customer: Sample.Customer(tax: tax)).Numbered(new InvoiceNumber("CZ-2026", 7));

        var root = Read(UblInvoice.Write(untaxed));

        Assert.That(root.Descendants(Cac + "PartyTaxScheme"), Is.Empty);
        Assert.That(root.Descendants(Cbc + "Percent"), Is.Empty);
    }

    [Test]
    public void Another_invoices_payment_is_refused()
    {
        var other = Sample.Payment(invoice) with { InvoiceId = Guid.NewGuid() };
        var part = Sample.Payment(invoice) with { Amount = new Money(1, "EUR") };

        Assert.That(() => UblInvoice.Write(invoice, other), Throws.ArgumentException);
        Assert.That(() => UblInvoice.Write(invoice, part),
            Throws.ArgumentException.With.Message.Contains("invoice CZ-2026-000007 over 3.06 EUR"));
    }

    [TestCase("Europe/Prague", "2026-12-31T23:00:00Z", "CZ-2027-000001", "2027-01-01")]
    [TestCase("Europe/Prague", "2026-12-31T22:59:59Z", "CZ-2026-000001", "2026-12-31")]
    [TestCase("America/New_York", "2027-01-01T04:59:59Z", "CZ-2026-000001", "2026-12-31")]
    [TestCase("Pacific/Auckland", "2026-12-31T11:00:00Z", "CZ-2027-000001", "2027-01-01")]
    public void A_session_of_December_has_the_number_of_the_year_of_issue_and_is_delivered_in_December(
        string zone, DateTimeOffset createdAt, string number, string issueDate)
    {
        var seller = Sample.Seller with { TimeZone = zone };
        var usage = Sample.Usage(new Money(250, "EUR"), Sample.Line(5, "min", 0.5m)) with
        {
            EndedOn = new DateOnly(2026, 12, 31),
        };
        var tax = TaxDecision.Given(Sample.Customer().Tax!);
        var issued = Invoice.For(usage, Sample.Customer(), seller, tax, createdAt.UtcDateTime);

        var root = Read(UblInvoice.Write(issued.Numbered(new InvoiceNumber(issued.Series, 1))));

        Assert.That(
            ((string[])["ID", "IssueDate", "DueDate"]).Select(name => root.Element(Cbc + name)!.Value),
            Is.EqualTo((string[])[number, issueDate, issueDate]));
        Assert.That(root.Descendants(Cbc + "ActualDeliveryDate").Single().Value, Is.EqualTo("2026-12-31"));
    }

    private static XElement Read(byte[] document) => XDocument.Load(new MemoryStream(document)).Root!;

    private static decimal Amount(XElement parent, string name) =>
        decimal.Parse(parent.Element(Cbc + name)!.Value, CultureInfo.InvariantCulture);
}
