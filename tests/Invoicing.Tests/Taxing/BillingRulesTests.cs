namespace Charging.Invoicing.Tests;

public class BillingRulesTests
{
    private static readonly BillingProfile Good = Sample.Customer();

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault(Good with { Party = Good.Party with { Name = " " } }, "the name is empty");
        yield return Fault(Good with { Party = Good.Party with { Country = "Austria" } }, "the country 'Austria'");
        yield return Fault(Good with { Party = Good.Party with { Country = "XX" } }, "the country 'XX'");
        yield return Fault(Good with { Party = Good.Party with { VatId = "12345678" } }, "the VAT id '12345678'");
        yield return Fault(Good with { Party = Good.Party with { VatId = "CZ25123892" } }, "a wrong check digit");
        yield return Fault(Good with { Currency = "EURO" }, "'EURO' is not an ISO 4217 currency");
        yield return Fault(Good with { InvoiceSeries = "" }, "the invoice series is empty");
        yield return Fault(
            Good with { Party = Good.Party with { Endpoint = new() { Scheme = "DE", Id = "1" } } },
            "the scheme 'DE' is not one");
        yield return Fault(
            Good with { Party = Good.Party with { Endpoint = new() { Scheme = "0088", Id = " " } } },
            "address has no id");
        yield return Fault(
            Good with { Party = Good.Party with { Endpoint = new() { Scheme = "0088", Id = "4006381333932" } } },
            "'4006381333932' of scheme 0088 is not a GLN");
        yield return Fault(Good with { Tax = Tax(TaxCategory.Standard, 0) }, "a standard rate of 0 %");
        yield return Fault(Good with { Tax = Tax(TaxCategory.ZeroRated, 21) }, "a rate of 21 % needs");
        yield return Fault(Good with { Tax = Tax(TaxCategory.Exempt, 0) }, "an exemption needs its reason");
        yield return Fault(
            Good with { Tax = Tax(TaxCategory.ReverseCharge, 0), Party = Good.Party with { VatId = null } },
            "reverse charge needs the customer's VAT id");
    }

    [TestCaseSource(nameof(Faults))]
    public void A_profile_that_cannot_be_invoiced_says_why(object billing, string fault) =>
        Assert.That(BillingRules.FaultsIn((BillingProfile)billing), Has.One.Contains(fault));

    [Test]
    public void A_profile_that_can_be_invoiced_has_no_faults()
    {
        Assert.That(BillingRules.FaultsIn(Good), Is.Empty);
        Assert.That(BillingRules.FaultsIn(Good with { Tax = null }), Is.Empty, "the rules of VAT decide");
    }

    [TestCase(TaxCategory.Standard, "because", null)]
    [TestCase(TaxCategory.ZeroRated, "because", null)]
    [TestCase(TaxCategory.ReverseCharge, null, "Reverse charge")]
    [TestCase(TaxCategory.OutOfScope, "", "Not subject to VAT")]
    [TestCase(TaxCategory.Exempt, "because", "because")]
    public void Only_an_untaxed_invoice_has_a_reason(TaxCategory category, string? given, string? reason) =>
        Assert.That(BillingRules.ReasonOf(Tax(category, 0, given)), Is.EqualTo(reason));

    private static TaxTreatment Tax(TaxCategory category, decimal rate, string? reason = null) =>
        new() { Category = category, RatePercent = rate, ExemptionReason = reason };

    private static TestCaseData Fault(BillingProfile billing, string fault) =>
        new TestCaseData(billing, fault).SetArgDisplayNames(fault);
}
