using System.Text;
using System.Xml.Linq;
using Charging.Documents;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Profiles;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>Ours keep the rules of Peppol; whatever breaks one is named by it.</summary>
public class PeppolRulesTests
{
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private readonly InvoiceCreated invoice =
        Sample.ForPeppol(Sample.Invoice().Numbered(new InvoiceNumber("CZ-2026", 1)));

    [Test]
    public void Ours_are_right_unpaid_and_paid_by_card_and_debit()
    {
        Assert.That(Rules(UblInvoice.Write(invoice)), Is.Empty);
        Assert.That(Rules(UblInvoice.Write(invoice, Sample.Payment(invoice))), Is.Empty);
        Assert.That(Rules(UblInvoice.Write(invoice, Sample.Payment(invoice, PaymentMethodKind.BankAccount))), Is.Empty);
    }

    [TestCase("CZ6508000000192000145399")]
    [TestCase(null)]
    public void Ours_are_right_paid_by_transfer_whether_the_sellers_account_is_known_or_not(string? iban)
    {
        var sold = invoice with { SellerIban = iban };

        var document = UblInvoice.Write(sold, Sample.Transfer(sold));

        Assert.That(Rules(document), Is.Empty);
        Assert.That(
            XDocument.Load(new MemoryStream(document)).Descendants(Cbc + "PaymentMeansCode").Single().Value,
            Is.EqualTo(iban is null ? "1" : "58"));
    }

    [Test]
    public void A_debit_stands_with_its_mandate_told_before_and_drawn()
    {
        var creditor = invoice with { SellerCreditorId = "CZ73ZZZ10002" };
        var drawn = Sample.Payment(creditor, PaymentMethodKind.BankAccount) with { MandateReference = "M-1" };
        var announced = new AnnouncedDebit(
            invoice.IssueDate.AddDays(14), invoice.Total, "Erste Bank", "3000", "M-1", "CZ73ZZZ10002");

        foreach (var document in (byte[][])
            [UblInvoice.Write(creditor, drawn), UblInvoice.Write(creditor, announced: announced)])
        {
            Assert.That(Rules(document), Is.Empty);
            var root = XDocument.Load(new MemoryStream(document)).Root!;
            Assert.That(root.Descendants(Cbc + "PaymentMeansCode").Single().Value, Is.EqualTo("59"));
            root.Descendants(Cac + "PaymentMandate").Single().Element(Cbc + "ID")!.Remove();
            Assert.That(Rules(Encoding.UTF8.GetBytes($"{root}")), Is.EqualTo((string[])["PEPPOL-EN16931-R061"]));
        }
    }

    [TestCase("ProfileID", "PEPPOL-EN16931-R001", "PEPPOL-EN16931-R007")]
    [TestCase("BuyerReference", "PEPPOL-EN16931-R003")]
    public void What_is_missing_is_named_by_its_rule(string name, params string[] rules) =>
        Assert.That(Falsified(root => root.Element(Cbc + name)!.Remove()), Is.EqualTo(rules));

    [TestCase("AccountingSupplierParty", "PEPPOL-EN16931-R020")]
    [TestCase("AccountingCustomerParty", "PEPPOL-EN16931-R010")]
    public void Both_sides_have_an_address(string party, string rule) =>
        Assert.That(Falsified(root => Endpoint(root, party).Remove()), Is.EqualTo((string[])[rule]));

    [TestCase("AccountingSupplierParty", "BR-62")]
    [TestCase("AccountingCustomerParty", "BR-63")]
    public void An_address_has_a_scheme(string party, string rule) =>
        Assert.That(
            Falsified(root => Endpoint(root, party).RemoveAttributes()), Is.EqualTo((string[])[rule]));

    [TestCase("urn:fdc:peppol.eu:2017:poacc:billing:1:1.0")]
    [TestCase("urn:fdc:peppol.eu:2017:poacc:ordering:01:1.0")]
    public void A_process_is_one_of_billing(string profile) =>
        Assert.That(
            Falsified(root => root.Element(Cbc + "ProfileID")!.Value = profile),
            Is.EqualTo((string[])["PEPPOL-EN16931-R007"]));

    [Test]
    public void A_blank_in_a_scheme_or_a_currency_is_not_overlooked()
    {
        Assert.That(
            Falsified(root => Endpoint(root, "AccountingCustomerParty").Attribute("schemeID")!.Value += " "),
            Is.EqualTo((string[])["PEPPOL-EN16931-CL008"]));
        Assert.That(
            Falsified(root => root.Descendants(Cbc + "PriceAmount").First().Attribute("currencyID")!.Value += " "),
            Is.EqualTo((string[])["PEPPOL-EN16931-R051", "PEPPOL-EN16931-CL007"]));
    }

    [Test]
    public void What_is_withheld_may_be_in_another_currency()
    {
        var root = XDocument.Load(new MemoryStream(UblInvoice.Write(invoice))).Root!;
        root.Elements(Cac + "TaxTotal").Last().AddAfterSelf(new XElement(
            Cac + "WithholdingTaxTotal", new XElement(Cbc + "TaxAmount", new XAttribute("currencyID", "USD"), "1.00")));

        Assert.That(PeppolRules.FaultsIn(root), Is.Empty);
    }

    [Test]
    public void The_specification_is_spelled_out() =>
        Assert.That(
            Falsified(root => root.Element(Cbc + "CustomizationID")!.Value += ".1"),
            Is.EqualTo((string[])["PEPPOL-EN16931-R004"]));

    [TestCase("CZ", "PEPPOL-EN16931-R002")]
    [TestCase("DE", null)]
    public void Only_among_Germans_there_is_more_than_one_note(string country, string? rule) =>
        Assert.That(
            Falsified(root =>
            {
                root.Element(Cbc + "Note")!.AddAfterSelf(new XElement(Cbc + "Note", "another"));
                foreach (var code in root.Descendants(Cbc + "IdentificationCode")) code.Value = country;
            }),
            Is.EqualTo(rule is null ? [] : (string[])[rule]));

    [Test]
    public void A_direct_debit_names_its_mandate() =>
        Assert.That(
            Rules(Encoding.UTF8.GetBytes(Encoding.UTF8
                .GetString(UblInvoice.Write(invoice, Sample.Payment(invoice)))
                .Replace(">48<", ">59<"))),
            Is.EqualTo((string[])["PEPPOL-EN16931-R061"]));

    [Test]
    public void What_is_not_of_Peppol_needs_none_of_it() =>
        Assert.That(
            Falsified(root =>
            {
                root.Element(Cbc + "CustomizationID")!.Value = "urn:cen.eu:en16931:2017";
                foreach (var name in (string[])["ProfileID", "BuyerReference"]) root.Element(Cbc + name)!.Remove();
                Endpoint(root, "AccountingCustomerParty").Remove();
            }),
            Is.Empty);

    private List<string> Falsified(Action<XElement> falsify)
    {
        var root = XDocument.Load(new MemoryStream(UblInvoice.Write(invoice))).Root!;
        falsify(root);
        return Rules(Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)));
    }

    private static List<string> Rules(byte[] document) =>
        [.. Verification.FaultsIn(UblDocument.Read(new MemoryStream(document))).Select(fault => fault.Rule)];

    private static XElement Endpoint(XElement root, string party) =>
        root.Element(Cac + party)!.Descendants(Cbc + "EndpointID").Single();
}
