using System.Text;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>
/// Our exact checks on one invoice: whatever is falsified by a cent is named by its rules, and by no other.
/// </summary>
[Category("long")]
public class VerificationTests
{
    [TestCase("LegalMonetaryTotal/LineExtensionAmount", "BR-CO-10", "BR-CO-13")]
    [TestCase("LegalMonetaryTotal/TaxExclusiveAmount", "BR-CO-13", "BR-CO-15")]
    [TestCase("LegalMonetaryTotal/TaxInclusiveAmount", "BR-CO-15", "BR-CO-16")]
    [TestCase("LegalMonetaryTotal/PrepaidAmount", "BR-CO-16")]
    [TestCase("LegalMonetaryTotal/PayableAmount", "BR-CO-16", "BR-CO-25")]
    [TestCase("TaxTotal/TaxAmount", "BR-CO-14", "BR-CO-15")]
    [TestCase("TaxTotal/TaxSubtotal/TaxAmount", "BR-CO-14", "BR-CO-17")]
    [TestCase("TaxTotal/TaxSubtotal/TaxableAmount", "BR-S-08")]
    [TestCase("InvoiceLine/LineExtensionAmount", "BR-CO-10", "BR-S-08", "PEPPOL-EN16931-R120")]
    public void A_cent_too_much_anywhere_is_caught(string path, params string[] rules) =>
        Assert.That(FaultsOf(root => Add(0.01m, At(root, path))), Is.EquivalentTo(rules));

    [TestCase("LegalMonetaryTotal/PayableAmount", "BR-CO-16")]
    [TestCase("TaxTotal/TaxAmount", "BR-CO-14", "BR-CO-15")]
    [TestCase("TaxTotal/TaxSubtotal/TaxAmount", "BR-CO-14", "BR-CO-17")]
    [TestCase("InvoiceLine/LineExtensionAmount", "BR-CO-10", "BR-S-08", "PEPPOL-EN16931-R120")]
    public void A_cent_too_little_is_caught(string path, params string[] rules) =>
        Assert.That(FaultsOf(root => Add(-0.01m, At(root, path))), Is.EquivalentTo(rules));

    [TestCase("InvoiceLine/Price/PriceAmount", "0.06", "0.07", "PEPPOL-EN16931-R120")]
    [TestCase("InvoiceLine/InvoicedQuantity", "41.305", "41.505", "PEPPOL-EN16931-R120")]
    [TestCase("TaxTotal/TaxSubtotal/TaxCategory/Percent", "21", "20", "BR-CO-17", "BR-S-08")]
    [TestCase("ID", "CZ-2026-000001", "", "BR-02")]
    [TestCase("IssueDate", "2026-11-20", "2026-02-30", "UBL-2.1")]
    [TestCase("InvoiceTypeCode", "380", "", "BR-04", "BR-CL-01")]
    [TestCase("InvoiceTypeCode", "380", "381", "BR-CL-01")]
    [TestCase("DocumentCurrencyCode", "EUR", "EUX", "BR-CL-04", "BR-CO-15", "BR-CO-18", "PEPPOL-EN16931-R051")]
    [TestCase("InvoiceLine/ID", "2", "1", "BR-21")]
    [TestCase("InvoiceLine/Item/ClassifiedTaxCategory/ID", "S", "E", "BR-E-01", "BR-E-05", "BR-E-08", "BR-S-08")]
    [TestCase("InvoiceLine/Item/ClassifiedTaxCategory/ID", "S", "X", "BR-CL-18", "BR-S-08", "BR-X-08")]
    [TestCase("AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", "CZ12345679", "12345678", "BR-CO-09", "VAT-ID")]
    [TestCase("AccountingSupplierParty/Party/PostalAddress/Country/IdentificationCode", "CZ", "", "BR-09", "BR-CL-14")]
    [TestCase("PaymentMeans/CardAccount/PrimaryAccountNumberID", "4242", "4242424242424242", "BR-51", "CARD")]
    [TestCase("InvoiceLine/Item/Name", "", "paid by 4242 4242 4242 4242", "CARD")]
    public void What_is_falsified_is_named_by_its_rules(string path, string from, string to, params string[] rules)
    {
        var faults = FaultsOf(root =>
        {
            var value = root.Descendants().First(x => PathOf(x) == path && x.Value.StartsWith(from));
            value.SetValue(to);
        });

        Assert.That(faults, Is.EquivalentTo(rules));
    }

    [TestCase("InvoiceLine", "UBL-2.1", "BR-16", "BR-CO-10", "BR-S-01", "BR-S-08")]
    [TestCase("TaxTotal", "BR-CO-15", "BR-CO-18", "BR-S-01")]
    [TestCase("AccountingSupplierParty/Party/PartyTaxScheme", "BR-CO-26", "BR-S-02")]
    [TestCase("InvoiceLine/Price", "BR-26", "BR-27")]
    public void What_is_missing_is_named_by_its_rules(string path, params string[] rules) =>
        Assert.That(
            FaultsOf(root => root.Descendants().Where(x => PathOf(x) == path).ToList().ForEach(x => x.Remove())),
            Is.EquivalentTo(rules));

    [TestCase(TaxCategory.ReverseCharge, "BR-AE-10")]
    [TestCase(TaxCategory.Exempt, "BR-E-10")]
    [TestCase(TaxCategory.OutOfScope, "BR-O-10")]
    public void Untaxed_without_its_reason_is_caught(TaxCategory category, string rule)
    {
        var tax = new TaxTreatment { Category = category, RatePercent = 0, ExemptionReason = "Article 132" };

        Assert.That(
            FaultsOf(root => root.Descendants().Where(x => x.Name.LocalName.StartsWith("TaxExemption")).Remove(), tax),
            Is.EqualTo((string[])[rule]));
    }

    [Test]
    public void Reverse_charge_names_both_vat_ids()
    {
        var tax = new TaxTreatment { Category = TaxCategory.ReverseCharge, RatePercent = 0 };

        Assert.That(
            FaultsOf(root => At(root, "AccountingCustomerParty/Party/PartyTaxScheme/CompanyID").Parent!.Remove(), tax),
            Is.EqualTo((string[])["BR-AE-02"]));
    }

    [Test]
    public void An_amount_due_needs_its_day() =>
        Assert.That(
            Faults(Falsified(UblInvoice.Write(Numbered()), root => At(root, "DueDate").Remove())).Select(x => x.Rule),
            Is.EqualTo((string[])["BR-CO-25"]));

    [TestCase("PaymentMeans/PaymentMandate/PayerFinancialAccount", "BG-19")]
    [TestCase("AccountingSupplierParty/Party/PartyIdentification", "BG-19")]
    public void A_debit_without_its_account_or_creditor_is_noted(string path, string rule) =>
        Assert.That(Debit(root => At(root, path).Remove()), Is.EqualTo((string[])[rule]));

    [Test]
    public void A_creditor_with_wrong_check_digits_is_noted() => Assert.That(
        Debit(root => At(root, "AccountingSupplierParty/Party/PartyIdentification/ID").Value = "CZ72ZZZ10002"),
        Is.EqualTo((string[])["SEPA-ID"]));

    [TestCase("x", false)]
    [TestCase("0", false)]
    [TestCase("C", true, Description = "the official rule looks no closer")]
    [TestCase(" CZ12345679", true, Description = "nor here")]
    public void A_VAT_id_begins_with_what_the_official_rule_finds(string id, bool isRight) =>
        Assert.That(
            FaultsOf(root => At(root, "AccountingSupplierParty/Party/PartyTaxScheme/CompanyID").Value = id),
            isRight ? Does.Not.Contain("BR-CO-09") : Does.Contain("BR-CO-09"));

    [TestCase("windows-1250")]
    [TestCase("windows-1252")]
    [TestCase("iso-8859-2")]
    [TestCase("utf-16")]
    public void A_document_may_be_written_in_its_own_encoding(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var text = Encoding.UTF8.GetString(UblInvoice.Write(Numbered())).TrimStart('\uFEFF');
        var declared = $"<?xml version=\"1.0\" encoding=\"{name}\"?>{text[text.IndexOf("<Invoice")..]}";

        Assert.That(Faults([.. encoding.GetPreamble(), .. encoding.GetBytes(declared)]), Is.Empty);
    }

    [TestCase("this is no xml", "It is not XML")]
    [TestCase("<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>", "verify an Invoice")]
    [TestCase("<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>", "It is not XML")]
    public void What_is_no_invoice_is_refused(string text, string why) =>
        Assert.That(
            () => UblDocument.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))),
            Throws.TypeOf<FormatException>().With.Message.Contains(why));

    [TestCase("InvoicedQuantity", "79228162514264337593543950335")]
    [TestCase("LineExtensionAmount", "79228162514264337593543950335")]
    [TestCase("PriceAmount", "-79228162514264337593543950335")]
    [TestCase("Percent", "79228162514264337593543950335")]
    [TestCase("PayableAmount", "-79228162514264337593543950335")]
    [TestCase("TaxAmount", "1000000000000000000000000000000000000000")]
    public void Numbers_too_large_to_compute_are_told_and_end_nothing(string name, string number) => Assert.That(
        Faults(Falsified(UblInvoice.Write(Numbered()), root => root.Descendants().Where(x => x.Name.LocalName == name)
            .ToList().ForEach(x => x.Value = number))), Is.Not.Empty);

    [Test]
    public void What_is_nested_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        Assert.That(
            () => UblDocument.Read(new MemoryStream(Encoding.UTF8.GetBytes(
                $"<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">{deep}</Invoice>"))),
            Throws.TypeOf<FormatException>().With.Message.Contains("nested more than"));
    }

    private static IEnumerable<string> FaultsOf(Action<XElement> falsify, TaxTreatment? tax = null)
    {
        var invoice = Numbered(tax);
        return Faults(Falsified(UblInvoice.Write(invoice, Sample.Payment(invoice)), falsify))
            .Select(fault => fault.Rule).Distinct();
    }

    private static IEnumerable<string> Debit(Action<XElement> falsify)
    {
        var invoice = Numbered() with { SellerCreditorId = "CZ73ZZZ10002" };
        var drawn = Sample.Payment(invoice, PaymentMethodKind.BankAccount) with { MandateReference = "M-1" };
        return Faults(Falsified(UblInvoice.Write(invoice, drawn), falsify)).Select(fault => fault.Rule);
    }

    private static InvoiceCreated Numbered(TaxTreatment? tax = null) =>
        Sample.Invoice(customer: Sample.Customer(tax: tax)).Numbered(new InvoiceNumber("CZ-2026", 1));

    private static IReadOnlyList<Fault> Faults(byte[] document) =>
        Verification.FaultsIn(UblDocument.Read(new MemoryStream(document)));

    private static byte[] Falsified(byte[] document, Action<XElement> falsify)
    {
        var root = XDocument.Load(new MemoryStream(document)).Root!;
        falsify(root);
        return Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));
    }

    private static void Add(decimal amount, XElement to) => to.SetValue((decimal)to + amount);

    private static XElement At(XElement root, string path) => root.Descendants().First(x => PathOf(x) == path);

    private static string PathOf(XElement element) => string.Join(
        '/', element.AncestorsAndSelf().Reverse().Skip(1).Select(ancestor => ancestor.Name.LocalName));
}
