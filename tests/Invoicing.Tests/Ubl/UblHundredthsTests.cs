using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>Documents in currencies of three decimals, said in the two that EN 16931 knows.</summary>
public class UblHundredthsTests
{
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    [Test]
    public void In_a_currency_of_three_decimals_all_amounts_have_two_and_what_is_payable_is_what_was_issued() =>
        Gen.Select(Sample.AnyUsage("KWD", "BHD", "JOD"), Sample.AnyTax).Sample((usage, tax) =>
        {
            var document = Sample.Invoice(usage, Sample.Customer(usage.Charge.Currency, tax: tax))
                .Numbered(new InvoiceNumber("CZ-2026", 7));
            var root = Read(UblInvoice.Write(document));
            var totals = root.Element(Cac + "LegalMonetaryTotal")!;
            var rounding = totals.Element(Cbc + "PayableRoundingAmount") is null
                ? 0 : Amount(totals, "PayableRoundingAmount");

            Assert.That(Amount(totals, "PayableAmount"), Is.EqualTo(document.Total.ToDecimal()));
            Assert.That(
                Amount(totals, "TaxInclusiveAmount") + rounding, Is.EqualTo(Amount(totals, "PayableAmount")));
            Assert.That(
                root.Elements(Cac + "InvoiceLine").Sum(line => Amount(line, "LineExtensionAmount")),
                Is.EqualTo(Amount(totals, "LineExtensionAmount")));
            Assert.That(
                root.Descendants().Where(one => one.Name.LocalName.EndsWith("Amount", StringComparison.Ordinal)
                    && one.Name.LocalName != "PriceAmount").Select(one => one.Value.Split('.')[1].Length),
                Is.All.EqualTo(2));
            Assert.That(Math.Abs(Amount(totals, "TaxExclusiveAmount") - document.Net.ToDecimal()), Is.LessThan(0.01m));
        });

    [Test]
    public void What_was_issued_before_amounts_were_rounded_claims_no_norm()
    {
        var old = Sample.Invoice(
                Sample.Usage(new Money(1234, "KWD"), Sample.Line(1, "leg", 1.234m)), Sample.Customer("KWD"))
            .Numbered(new InvoiceNumber("CZ-2026", 7));
        var root = Read(UblInvoice.Write(old with { Total = old.Net + old.Tax, Rounding = null }));

        Assert.That(root.Element(Cbc + "CustomizationID"), Is.Null);
    }

    private static XElement Read(byte[] document) => XDocument.Load(new MemoryStream(document)).Root!;

    private static decimal Amount(XElement parent, string name) =>
        decimal.Parse(parent.Element(Cbc + name)!.Value, CultureInfo.InvariantCulture);
}
