using System.Text;
using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>What XRechnung has a document say beside the norm, and falsified ones before both judges.</summary>
public class XRechnungTests
{
    private const string Specification =
        "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";

    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private static readonly XName Seller = Cac + "AccountingSupplierParty";
    private static readonly XName Buyer = Cac + "AccountingCustomerParty";

    /// <summary>So many documents are falsified in each way.</summary>
    private const int Most = 10;

    private static readonly InvoiceCreated Invoice = Issued(TaxCategory.Standard);

    private readonly Official official = Official.Load()!;

    [Test]
    public void It_names_its_specification_its_process_and_the_Leitweg_ID()
    {
        var root = Read(UblInvoice.WriteXRechnung(Invoice));

        Assert.That(
            (Said(root, "CustomizationID"), Said(root, "ProfileID"), Said(root, "BuyerReference")),
            Is.EqualTo((Specification, "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", "04011000-12345-03")));
    }

    [Test]
    public void The_same_invoice_as_plain_UBL_claims_nothing_of_it() =>
        Assert.That(Encoding.UTF8.GetString(UblInvoice.Write(Invoice)), Does.Not.Contain("xrechnung"));

    [TestCase(TaxCategory.Standard)]
    [TestCase(TaxCategory.ZeroRated)]
    [TestCase(TaxCategory.ReverseCharge)]
    [TestCase(TaxCategory.Exempt)]
    [TestCase(TaxCategory.OutOfScope)]
    public void In_every_tax_category_it_is_accepted_however_it_is_paid(TaxCategory category)
    {
        if (official is null) Assert.Ignore(Official.Absent);
        var invoice = Issued(category);
        var drawn = Sample.Payment(invoice, PaymentMethodKind.BankAccount);

        AssertAccepted(UblInvoice.WriteXRechnung(invoice));
        AssertAccepted(UblInvoice.WriteXRechnung(invoice, Sample.Payment(invoice)));
        AssertAccepted(UblInvoice.WriteXRechnung(invoice, drawn));
        AssertAccepted(UblInvoice.WriteXRechnung(
            invoice with { SellerCreditorId = "CZ73ZZZ10002" }, drawn with { MandateReference = "M-1" }));
    }

    /// <summary>What is taken out of a document, and the rule that says so.</summary>
    private static IEnumerable<TestCaseData> Mutants() =>
    [
        Mutant("BR-DE-1", Cac + "PaymentMeans"), Mutant("BR-DE-2", Seller, Cac + "Contact"),
        Mutant("BR-DE-3", Seller, Cbc + "CityName"), Mutant("BR-DE-4", Seller, Cbc + "PostalZone"),
        Mutant("BR-DE-5", Seller, Cac + "Contact", Cbc + "Name"),
        Mutant("BR-DE-6", Seller, Cac + "Contact", Cbc + "Telephone"),
        Mutant("BR-DE-7", Seller, Cac + "Contact", Cbc + "ElectronicMail"),
        Mutant("BR-DE-8", Buyer, Cbc + "CityName"), Mutant("BR-DE-9", Buyer, Cbc + "PostalZone"),
        Mutant("BR-DE-14", Cac + "TaxSubtotal", Cbc + "Percent"), Mutant("BR-DE-15", Cbc + "BuyerReference"),
        Mutant("BR-DE-16", Seller, Cac + "PartyTaxScheme"), Mutant("BR-DE-23-a", Cac + "PayeeFinancialAccount"),
        Mutant("BR-DE-24-a", Cac + "CardAccount"), Mutant("BR-DE-25-a", Cac + "PaymentMandate"),
        Mutant("BR-DE-31", Cac + "PayerFinancialAccount"),
    ];

    /// <summary>Of generated documents, where they have it: removed from one, and left blank in the next.</summary>
    [TestCaseSource(nameof(Mutants))]
    public void What_is_taken_away_is_named_by_its_rule_here_and_by_the_official_judge(string rule, XName[] path)
    {
        if (official is null) Assert.Ignore(Official.Absent);
        var falsified = Drawn.Documents.Where(one => one.Formats.Has(DocumentFormat.XRechnung))
            .Select(one => Read(one.Bytes)).Where(root => Place(root, path) is not null).Take(Most).ToList();
        foreach (var (i, root) in falsified.Index())
        {
            var place = Place(root, path)!;
            if (place.HasElements || i % 2 == 0) place.Remove();
            else place.Value = " ";
            var document = Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));

            Assert.That(official.FatalByProfile(document), Does.Contain(rule), $"seed {Drawn.Seed}");
            Assert.That(
                Faults(document).Where(fault => fault.Class == FaultClass.Profile).Select(fault => fault.Rule),
                Does.Contain(rule), $"seed {Drawn.Seed}");
        }

        Assert.That(falsified, Is.Not.Empty, $"seed {Drawn.Seed}: it was never tried.");
    }

    private static XElement? Place(XElement root, XName[] path) => path.Aggregate(
        (IEnumerable<XElement>)[root], (within, name) => within.Descendants(name)).FirstOrDefault();

    private void AssertAccepted(byte[] document)
    {
        Assert.That(official.Fatal(document), Is.Empty, Encoding.UTF8.GetString(document));
        Assert.That(official.SchemaFaults(document), Is.Empty);
        Assert.That(Faults(document).Where(fault => fault.Class != FaultClass.Note), Is.Empty);
    }

    private static IReadOnlyList<Fault> Faults(byte[] document) =>
        Verification.FaultsIn(UblDocument.Read(new MemoryStream(document)));

    private static InvoiceCreated Issued(TaxCategory category)
    {
        var tax = new TaxTreatment
        {
            Category = category,
            RatePercent = category == TaxCategory.Standard ? 19 : 0,
            ExemptionReason = category == TaxCategory.Exempt ? "Article 132 of directive 2006/112/EC" : null,
        };
        var customer = Sample.Customer(tax: tax);
        var city = customer with
        {
            BuyerReference = "04011000-12345-03",
            Party = customer.Party with
            {
                Country = "DE",
                VatId = "DE123456788",
                Endpoint = new() { Scheme = "EM", Id = "desk@stadt.example" },
            },
        };
        var invoice = Sample.Invoice(customer: city).Numbered(new InvoiceNumber("CZ-2026", 1));
        return invoice with
        {
            Seller = invoice.Seller with { Endpoint = new() { Scheme = "9929", Id = "CZ12345679" } },
        };
    }

    private static TestCaseData Mutant(string rule, params XName[] path) =>
        new TestCaseData(rule, path).SetArgDisplayNames(rule);

    private static XElement Read(byte[] document) => XElement.Load(new MemoryStream(document));

    private static string Said(XElement root, string name) => root.Element(Cbc + name)!.Value;
}
