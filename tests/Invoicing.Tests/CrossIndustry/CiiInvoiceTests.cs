using System.Text;
using System.Xml.Linq;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Tests.Verifying;
using Charging.Invoicing.Tests.Ubl;

namespace Charging.Invoicing.Tests.CrossIndustry;

/// <summary>The Cross Industry Invoice read back, beside UBL, and before its judges when it was falsified.</summary>
public class CiiInvoiceTests
{
    private static readonly XNamespace Ram =
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";

    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private readonly InvoiceCreated invoice = Sample.Invoice().Numbered(new InvoiceNumber("CZ-2026", 7));

    /// <summary>What each sum is called, there and here.</summary>
    private static readonly (string Ubl, string Cii)[] Sums =
    [
        ("TaxExclusiveAmount", "TaxBasisTotalAmount"), ("TaxInclusiveAmount", "GrandTotalAmount"),
        ("PayableAmount", "DuePayableAmount"), ("PayableRoundingAmount", "RoundingAmount"),
        ("PrepaidAmount", "TotalPrepaidAmount"),
    ];

    [Test]
    public void Sums_and_lines_of_any_document_are_those_of_its_UBL()
    {
        foreach (var document in Drawn.Documents)
        {
            var (ubl, cii) = (Read(document.Bytes), Read(document.Cii));
            foreach (var (there, here) in Sums)
                Assert.That(All(cii, Ram + here), Is.EqualTo(All(ubl, Cbc + there)), $"{here}, seed {Drawn.Seed}");
            Assert.That(
                All(cii, Ram + "TaxTotalAmount").Concat(All(cii, Ram + "CalculatedAmount")).Order(),
                Is.EqualTo(All(ubl, Cbc + "TaxAmount").Order()), "tax: in whole, in the seller's currency, by rate");
            Assert.That(All(cii, Ram + "TaxCurrencyCode"), Is.EqualTo(All(ubl, Cbc + "TaxCurrencyCode")));
            Assert.That(All(cii, Ram + "BasisAmount"), Is.EqualTo(All(ubl, Cbc + "TaxableAmount")), "by rate");
            Assert.That(
                All(cii, Ram + "LineTotalAmount").Order(), Is.EqualTo(All(ubl, Cbc + "LineExtensionAmount").Order()));
            Assert.That(All(cii, Ram + "ChargeAmount"), Is.EqualTo(All(ubl, Cbc + "PriceAmount")), "prices");
        }
    }

    [Test]
    public void The_same_document_gives_the_same_bytes() => Assert.That(
        CiiInvoice.Write(invoice with { }, Sample.Payment(invoice)),
        Is.EqualTo(CiiInvoice.Write(invoice, Sample.Payment(invoice))));

    [Test]
    public void A_paid_invoice_says_how_and_is_due_no_more()
    {
        var card = Read(CiiInvoice.Write(invoice, Sample.Payment(invoice)));
        var debit = Read(CiiInvoice.Write(invoice, Sample.Payment(invoice, PaymentMethodKind.BankAccount)));

        Assert.That(Means(card), Is.EqualTo((string[])["48", "4242"]));
        Assert.That(Means(debit), Is.EqualTo((string[])["59", "4242"]));
        Assert.That(
            Means(Read(CiiInvoice.Write(invoice, Sample.Transfer(invoice)))),
            Is.EqualTo((string[])["58", "CZ6508000000192000145399"]));
        var unknown = invoice with { SellerIban = null };
        Assert.That(Means(Read(CiiInvoice.Write(unknown, Sample.Transfer(unknown)))), Is.EqualTo((string[])["1"]));
        Assert.That(All(card, Ram + "PaymentReference"), Is.EqualTo((string[])["pi_0001"]));
        Assert.That(card.Descendants(Ram + "SpecifiedTradePaymentTerms"), Is.Empty);
    }

    [Test]
    public void An_unpaid_invoice_says_where_and_when_to_pay()
    {
        var root = Read(CiiInvoice.Write(invoice));

        Assert.That(Means(root), Is.EqualTo((string[])["58", "CZ6508000000192000145399"]));
        Assert.That(All(root, Ram + "PaymentReference"), Is.EqualTo((string[])["CZ-2026-000007"]));
        Assert.That(All(root, Ram + "DueDateDateTime"), Is.EqualTo((string[])[$"{invoice.IssueDate:yyyyMMdd}"]));
    }

    [Test]
    public void Another_invoices_payment_is_refused() => Assert.That(
        () => CiiInvoice.Write(invoice, Sample.Payment(invoice) with { Amount = new Money(1, "EUR") }),
        Throws.ArgumentException.With.Message.Contains("CZ-2026-000007"));

    [Test]
    public void Its_own_example_is_accepted()
    {
        var official = OfficialCii.Load();
        if (official is null) Assert.Ignore(Official.Absent);
        Assert.That(official.Judge(official.Example).Faults, Is.Empty);
    }

    [TestCase("BR-02", "ID", "")]
    [TestCase("BR-16", "IncludedSupplyChainTradeLineItem", null)]
    [TestCase("BR-51", "ApplicableTradeSettlementFinancialCard", "4242424242424242")]
    [TestCase("BR-CO-10", "LineTotalAmount", "2")]
    [TestCase("BR-CO-15", "GrandTotalAmount", "3.07")]
    [TestCase("BR-CO-16", "DuePayableAmount", "3.06")]
    [TestCase("BR-DEC-12", "TaxBasisTotalAmount", "2.530")]
    [TestCase("BR-S-05", "RateApplicablePercent", "0")]
    public void A_falsified_one_is_caught(string rule, string name, string? value)
    {
        var official = OfficialCii.Load();
        if (official is null) Assert.Ignore(Official.Absent);
        var root = Read(CiiInvoice.Write(invoice, Sample.Payment(invoice)));
        var place = name == "ID"
            ? root.Elements().ElementAt(1).Element(Ram + "ID")!
            : root.Descendants(Ram + name).First();
        if (value is null) root.Descendants(Ram + name).ToList().ForEach(one => one.Remove());
        else (place.Element(Ram + "ID") ?? place).Value = value;

        var faults = official.Judge(Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting))).Faults;
        Assert.That(faults, Does.Contain(rule));
    }

    private static IEnumerable<string> Means(XElement root) =>
        root.Descendants(Ram + "SpecifiedTradeSettlementPaymentMeans").Single()
            .Descendants().Where(element => !element.HasElements).Select(element => element.Value);

    private static IEnumerable<string> All(XElement root, XName name) =>
        root.Descendants(name).Select(element => element.Value);

    private static XElement Read(byte[] document) => XElement.Load(new MemoryStream(document));
}
