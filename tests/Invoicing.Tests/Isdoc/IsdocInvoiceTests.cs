using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Charging.Documents.Isdoc;
using Charging.Documents.Tests.Verifying;
using Charging.Invoicing.Tests.Ubl;

namespace Charging.Invoicing.Tests.Isdoc;

/// <summary>ISDOC read back, beside UBL, and before its judges when it was falsified.</summary>
public class IsdocInvoiceTests
{
    private static readonly XNamespace Space = "http://isdoc.cz/namespace/2013";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

    private readonly InvoiceCreated invoice = Sample.Invoice().Numbered(new InvoiceNumber("CZ-2026", 7));

    private InvoiceCreated Foreign => invoice with
    {
        AccountedTax = new AccountedTax
        {
            Tax = invoice.Tax.In("CZK", new Rational(24235, 1000)),
            Rate = new Rational(24235, 1000),
            RateDay = invoice.DeliveryDate,
            Source = RateSource.Cnb,
        },
    };

    [Test]
    public void Sums_of_any_document_are_those_of_its_UBL_in_the_documents_currency()
    {
        foreach (var document in Drawn.Documents)
        {
            var (ubl, isdoc) = (Read(document.Bytes), Read(document.Isdoc));
            var suffix = isdoc.Element(Space + "ForeignCurrencyCode") is null ? "" : "Curr";
            var theirs = ubl.Element(Cac + "LegalMonetaryTotal")!;
            var sums = isdoc.Element(Space + "LegalMonetaryTotal")!;

            foreach (var name in (string[])["TaxExclusiveAmount", "TaxInclusiveAmount"])
                Assert.That(Said(sums, name + suffix), Is.EqualTo((decimal)theirs.Element(Cbc + name)!), name);
            Assert.That(
                Said(sums, "PayableAmount" + suffix),
                Is.EqualTo((decimal)theirs.Element(Cbc + "PayableAmount")!
                    + ((decimal?)theirs.Element(Cbc + "PrepaidAmount") ?? 0)), "all that was to be paid");
            Assert.That(
                isdoc.Descendants(Space + "InvoiceLine").Select(line => Said(line, "LineExtensionAmount" + suffix)),
                Is.EqualTo(ubl.Elements().Elements(Cbc + "LineExtensionAmount").Where(one => one.Parent != theirs)
                    .Select(one => (decimal)one)), $"seed {Drawn.Seed}");
        }
    }

    [Test]
    public void Lines_add_up_to_the_sums_in_both_currencies_and_the_tax_is_what_the_seller_owes()
    {
        foreach (var isdoc in Drawn.Documents.Select(document => Read(document.Isdoc)))
        {
            var sums = isdoc.Element(Space + "LegalMonetaryTotal")!;
            var suffixes = isdoc.Element(Space + "ForeignCurrencyCode") is null ? [""] : (string[])["", "Curr"];
            foreach (var suffix in suffixes)
            {
                Assert.That(
                    Lines("LineExtensionAmount" + suffix), Is.EqualTo(Said(sums, "TaxExclusiveAmount" + suffix)));
                Assert.That(
                    Lines("LineExtensionAmountTaxInclusive" + suffix),
                    Is.EqualTo(Said(sums, "TaxInclusiveAmount" + suffix)), $"seed {Drawn.Seed}: {isdoc}");
            }

            Assert.That(
                Lines("LineExtensionTaxAmount"), Is.EqualTo(Said(isdoc.Element(Space + "TaxTotal")!, "TaxAmount")));

            decimal Lines(string name) => isdoc.Descendants(Space + "InvoiceLine").Sum(line => Said(line, name));
        }
    }

    /// <summary>The norm's two decimals are not ISDOC's: a tax in hundredths would be another one in koruna.</summary>
    [Test]
    public void Of_three_decimals_the_tax_is_what_the_seller_owes_as_well()
    {
        var (net, tax, rate) = (new Money(1234, "KWD"), new Money(259, "KWD"), new Rational(791, 10));
        var one = invoice with
        {
            Lines = [invoice.Lines[0] with { Net = net }],
            TaxSubtotals = [invoice.TaxSubtotals[0] with { Base = net, Tax = tax }],
            Net = net,
            Tax = tax,
            Rounding = new Money(-3, "KWD"),
            Total = new Money(1490, "KWD"),
            AccountedTax = Foreign.AccountedTax! with { Tax = tax.In("CZK", rate), Rate = rate },
        };

        var isdoc = Read(IsdocInvoice.Write(one));

        Assert.That(
            Said(isdoc.Element(Space + "TaxTotal")!, "TaxAmount"), Is.EqualTo(one.AccountedTax!.Tax.ToDecimal()));
        Assert.That(Said(isdoc.Element(Space + "TaxTotal")!, "TaxAmountCurr"), Is.EqualTo(0.259m));
        Assert.That(Said(isdoc.Element(Space + "LegalMonetaryTotal")!, "PayableAmountCurr"), Is.EqualTo(1.490m));
    }

    /// <summary>Each is rounded by itself, so that the payment converted alone may be a hundredth off.</summary>
    [Test]
    public void What_is_paid_whole_is_paid_whole_in_the_sellers_currency_as_well()
    {
        foreach (var net in Enumerable.Range(1, 200))
        {
            var (untaxed, tax) = (new Money(net, "EUR"), new Money(net / 5, "EUR"));
            var rate = new Rational(24235, 1000);
            var one = invoice with
            {
                Lines = [invoice.Lines[0] with { Net = untaxed }],
                TaxSubtotals = [invoice.TaxSubtotals[0] with { Base = untaxed, Tax = tax }],
                Net = untaxed,
                Tax = tax,
                Total = untaxed + tax,
                Rounding = null,
                AccountedTax = Foreign.AccountedTax! with { Tax = tax.In("CZK", rate), Rate = rate },
            };

            var isdoc = Read(IsdocInvoice.Write(one, Sample.Payment(one)));

            Assert.That(
                Said(isdoc.Descendants(Space + "Payment").Single(), "PaidAmount"),
                Is.EqualTo(Said(isdoc.Element(Space + "LegalMonetaryTotal")!, "PayableAmount")), $"{one.Total}");
        }
    }

    [Test]
    public void In_another_currency_than_the_sellers_it_says_both_and_the_rate()
    {
        var isdoc = Read(IsdocInvoice.Write(Foreign));
        string Of(string name) => isdoc.Element(Space + name)!.Value;

        Assert.That((Of("LocalCurrencyCode"), Of("ForeignCurrencyCode")), Is.EqualTo(("CZK", "EUR")));
        Assert.That((Of("CurrRate"), Of("RefCurrRate")), Is.EqualTo(("24.235", "1")));
        Assert.That(
            Said(isdoc.Element(Space + "TaxTotal")!, "TaxAmount"), Is.EqualTo(Foreign.AccountedTax!.Tax.ToDecimal()));
    }

    [Test]
    public void It_says_how_it_was_paid_or_where_to_pay()
    {
        Assert.That(Means(IsdocInvoice.Write(invoice, Sample.Payment(invoice))), Is.EqualTo("48"));
        var debit = Sample.Payment(invoice, PaymentMethodKind.BankAccount);
        Assert.That(Means(IsdocInvoice.Write(invoice, debit)), Is.EqualTo("49"));
        Assert.That(Means(IsdocInvoice.Write(invoice, Sample.Transfer(invoice))), Is.EqualTo("42"));
        var unpaid = IsdocInvoice.Write(invoice);
        Assert.That(Means(unpaid), Is.EqualTo("42"));
        Assert.That(
            Read(unpaid).Descendants(Space + "VariableSymbol").Single().Value, Is.EqualTo("2026000007"));

        static string Means(byte[] isdoc) => Read(isdoc).Descendants(Space + "PaymentMeansCode").Single().Value;
    }

    [Test]
    public void Its_own_example_is_accepted()
    {
        var official = OfficialIsdoc.Load();
        if (official is null) Assert.Ignore(Official.Absent);
        Assert.That(official.Judge(official.Example).Faults, Is.Empty);
    }

    [TestCase("invoice-rule-2", "TaxAmountCurr", null)]
    [TestCase("invoice-rule-3", "ForeignCurrencyCode", null)]
    [TestCase("invoice-rule-4", "LocalCurrencyCode", "EUR")]
    [TestCase("invoice-rule-1", "DocumentType", "2")]
    public void A_falsified_one_is_caught(string rule, string name, string? value)
    {
        var official = OfficialIsdoc.Load();
        if (official is null) Assert.Ignore(Official.Absent);
        var isdoc = Read(IsdocInvoice.Write(Foreign));
        var place = isdoc.Descendants(Space + name).First();
        if (value is null) place.Remove();
        else place.Value = value;

        Assert.That(official.Judge(Encoding.UTF8.GetBytes(isdoc.ToString())).Faults, Does.Contain(rule));
    }

    private static decimal Said(XElement within, string name) =>
        decimal.Parse(within.Element(Space + name)!.Value, CultureInfo.InvariantCulture);

    private static XElement Read(byte[] document) => XElement.Load(new MemoryStream(document));
}
