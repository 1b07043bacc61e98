using System.Globalization;
using System.Xml.Linq;
using Charging.Documents;
using Charging.Documents.Ubl;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>How a SEPA debit is told: BG-19 complete.</summary>
public class UblDebitTests
{
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private readonly InvoiceCreated invoice = Sample.Invoice().Numbered(new InvoiceNumber("CZ-2026", 7));

    [Test]
    public void A_debit_that_is_told_before_says_when_under_which_mandate_and_by_which_creditor()
    {
        var announced = new AnnouncedDebit(
            new(2026, 12, 4), invoice.Total, "Erste Bank", "AT611904300234573201", "M-1", "CZ73ZZZ10002");

        var root = Read(UblInvoice.Write(invoice, announced: announced));

        Assert.That(root.Element(Cbc + "DueDate")!.Value, Is.EqualTo("2026-12-04"));
        Assert.That(root.Element(Cac + "PaymentMeans")!.Descendants().Where(x => !x.HasElements).Select(x => x.Value),
            Is.EqualTo((string[])["59", "CZ-2026-000007", "M-1", "3201"]), "never the whole account");
        var creditor = root.Element(Cac + "AccountingSupplierParty")!.Descendants(Cac + "PartyIdentification").Single();
        Assert.That((creditor.Value, (string?)creditor.Element(Cbc + "ID")!.Attribute("schemeID")),
            Is.EqualTo(("CZ73ZZZ10002", "SEPA")));
    }

    [Test]
    public void What_was_credited_before_it_was_drawn_is_what_its_credit_note_takes_off()
    {
        var creditor = invoice with { SellerCreditorId = "CZ73ZZZ10002" };
        var credited = Sample.Payment(creditor, PaymentMethodKind.BankAccount) with
        {
            Amount = creditor.Total with { Minor = creditor.Total.Minor - 100 },
            Credited = creditor.Total with { Minor = 100 },
            MandateReference = "M-1",
        };

        var totals = Read(UblInvoice.Write(creditor, credited)).Element(Cac + "LegalMonetaryTotal")!;

        Assert.That(Amount(totals, "PrepaidAmount"), Is.EqualTo(credited.Amount.ToDecimal()));
        Assert.That(Amount(totals, "PayableAmount"), Is.EqualTo(1m));
    }

    private static XElement Read(byte[] document) => XDocument.Load(new MemoryStream(document)).Root!;

    private static decimal Amount(XElement parent, string name) =>
        decimal.Parse(parent.Element(Cbc + name)!.Value, CultureInfo.InvariantCulture);
}
