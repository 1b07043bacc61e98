using System.Numerics;
using CsCheck;

namespace Charging.Invoicing.Tests.Taxing;

/// <summary>Every direction in which something is sold, and every turn of a rate.</summary>
public class TaxRuleTests
{
    private const string German = "DE123456788";
    private const string Greek = "EL123456783";
    private const string Czech = "CZ87654326";

    private const string AtHome = "CZ standard 21 % since 2013-01-01";

    private static readonly DateOnly Day = new(2026, 11, 20);

    [TestCase("CZ", Czech, false, TaxCategory.Standard, 21, AtHome, TestName = "A business at home")]
    [TestCase("CZ", null, true, TaxCategory.Standard, 21, AtHome, TestName = "A consumer at home")]
    [TestCase("DE", German, false, TaxCategory.ReverseCharge, 0,
        "reverse charge, CZ to DE (2006/112/EC, articles 44 and 196)", TestName = "A business in another state")]
    [TestCase("DE", German, true, TaxCategory.ReverseCharge, 0,
        "reverse charge, CZ to DE (2006/112/EC, articles 44 and 196)", TestName = "A business, one-stop shop or not")]
    [TestCase("GR", Greek, false, TaxCategory.ReverseCharge, 0,
        "reverse charge, CZ to GR (2006/112/EC, articles 44 and 196)", TestName = "A Greek business, whose id is EL")]
    [TestCase("DE", null, false, TaxCategory.Standard, 21, AtHome, TestName = "A consumer in another state, no shop")]
    [TestCase("DE", null, true, TaxCategory.Standard, 19,
        "DE standard 19 % since 2021-01-01, one-stop shop of CZ", TestName = "A consumer elsewhere, in the shop")]
    [TestCase("FI", null, true, TaxCategory.Standard, 25.5,
        "FI standard 25.5 % since 2024-09-01, one-stop shop of CZ", TestName = "A consumer with half a per cent")]
    [TestCase("DE", "DE123456789", false, TaxCategory.Standard, 21, AtHome, TestName = "A wrong VAT id is none")]
    [TestCase("DE", Czech, false, TaxCategory.Standard, 21, AtHome, TestName = "A VAT id of elsewhere is none")]
    [TestCase("GB", null, true, TaxCategory.OutOfScope, 0,
        "outside the scope, CZ to GB (2006/112/EC, articles 44 and 58)", TestName = "A consumer outside the Union")]
    [TestCase("GB", "XI123456789", false, TaxCategory.OutOfScope, 0,
        "outside the scope, CZ to GB (2006/112/EC, articles 44 and 58)", TestName = "Northern Ireland buys a service")]
    [TestCase("US", null, false, TaxCategory.OutOfScope, 0,
        "outside the scope, CZ to US (2006/112/EC, articles 44 and 58)", TestName = "Anybody outside the Union")]
    public void Where_it_is_sold_decides(
        string country, string? vatId, bool oss, TaxCategory category, decimal percent, string rule)
    {
        var tax = Decide(country, vatId, Sample.Seller with { Oss = oss });

        Assert.That((tax.Category, tax.RatePercent, tax.Rule), Is.EqualTo((category, percent, rule)));
        Assert.That((tax.Reason, tax.ReasonCode), Is.EqualTo(category switch
        {
            TaxCategory.ReverseCharge => ("Reverse charge", "VATEX-EU-AE"),
            TaxCategory.OutOfScope => ("Not subject to VAT", "VATEX-EU-O"),
            _ => ((string?)null, (string?)null),
        }));
    }

    [Test]
    public void What_is_not_electronic_is_taxed_at_home_also_in_the_one_stop_shop() =>
        Assert.That(
            Decide("DE", null, Sample.Seller with { Oss = true, ElectronicServices = false }).Rule, Is.EqualTo(AtHome));

    [TestCase(Service.Message, 12)]
    [TestCase(Service.Voice, 21)]
    public void A_service_has_the_rate_that_the_seller_has_for_it(Service service, decimal percent)
    {
        var seller = Sample.Seller with { Rates = new Dictionary<string, string> { ["message"] = "reduced" } };

        Assert.That(
            TaxRule.For(seller, Customer("CZ", null), service, Day, Sample.Rates).RatePercent, Is.EqualTo(percent));
    }

    [Test]
    public void A_sellers_own_reduced_rate_is_not_taken_abroad()
    {
        var seller = Sample.Seller with
        {
            Oss = true,
            Rates = new Dictionary<string, string> { ["conference"] = "reduced" },
        };

        Assert.That(Decide("DE", null, seller).RatePercent, Is.EqualTo(19));
    }

    [Test]
    public void A_seller_outside_the_Union_sells_into_it_outside_the_scope()
    {
        var seller = Sample.Seller with { Party = Sample.Seller.Party with { Country = "CH" } };

        Assert.That(Decide("DE", German, seller).Category, Is.EqualTo(TaxCategory.OutOfScope));
        Assert.That(() => Decide("CH", null, seller), Throws.InvalidOperationException
            .With.Message.Contains("No standard rate of VAT in CH on 2026-11-20"));
    }

    [TestCase(TaxCategory.Standard, 8.1, null, null, "standard 8.1 %, as set for the customer")]
    [TestCase(TaxCategory.Exempt, 0, "Article 132", "Article 132", "exempt 0 %, as set for the customer")]
    [TestCase(TaxCategory.ReverseCharge, 0, null, "Reverse charge", "reverseCharge 0 %, as set for the customer")]
    public void What_the_customers_data_say_goes_before_every_rule(
        TaxCategory category, decimal percent, string? given, string? reason, string rule)
    {
        var own = new TaxTreatment { Category = category, RatePercent = percent, ExemptionReason = given };

        var tax = TaxRule.For(
            Sample.Seller, Customer("US", null) with { Tax = own }, Service.Conference, Day, Sample.Rates);

        Assert.That((tax.Category, tax.RatePercent, tax.Reason, tax.Rule),
            Is.EqualTo((category, percent, reason, rule)));
    }

    [TestCase("2024-12-31", 20)]
    [TestCase("2025-01-01", 23)]
    public void The_day_of_delivery_decides_about_the_rate_also_when_it_is_invoiced_later(string day, decimal percent)
    {
        var usage = Sample.Usage(new Money(1000, "EUR"), Sample.Line(20, "min", 0.5m)) with
        {
            EndedOn = DateOnly.Parse(day, null),
        };
        var seller = Sample.Seller with { Oss = true };
        var customer = Customer("SK", null);
        var tax = TaxRule.For(seller, customer, usage.Service, usage.EndedOn, Sample.Rates);

        var invoice = Invoice.For(usage, customer, seller, tax, new DateTime(2025, 1, 7, 9, 0, 0, DateTimeKind.Utc));
        var document = invoice.Numbered(new InvoiceNumber(invoice.Series, 1));

        Assert.That((document.Number, document.DeliveryDate), Is.EqualTo(("CZ-2025-000001", usage.EndedOn)));
        Assert.That((document.TaxSubtotals.Single().RatePercent, document.Tax.Minor),
            Is.EqualTo((percent, (long)(percent * 10))));
    }

    [Test]
    public void Sessions_that_gathered_are_each_taxed_by_their_own_day()
    {
        var (customer, seller) = (Customer("SK", null), Sample.Seller with { Oss = true });
        var days = (DateOnly[])[new(2024, 12, 31), new(2025, 1, 1), new(2025, 1, 2)];
        var usages = days.Select(day => Sample.Small($"{day}", 100) with { EndedOn = day });

        var invoice = Invoice.Over(
            [.. usages.Select(x => (x, TaxRule.For(seller, customer, x.Service, x.EndedOn, Sample.Rates)))],
            customer, seller, Sample.CreatedAt);

        Assert.That(invoice.TaxSubtotals.Select(tax => (tax.RatePercent, tax.Base.Minor, tax.Tax.Minor, tax.Rule)),
            Is.EqualTo(new[]
            {
                (20m, 100L, 20L, "SK standard 20 % since 2011-01-01, one-stop shop of CZ"),
                (23m, 200L, 46L, "SK standard 23 % since 2025-01-01, one-stop shop of CZ"),
            }));
    }

    /// <summary>Reckoned by whole numbers alone: smallest units times hundredths of a per cent.</summary>
    [Test]
    public void Total_is_charge_and_tax_for_any_charge_and_rate() =>
        Gen.Select(Gen.Long[1, 1_000_000_000_000], Gen.OneOf("EUR", "JPY", "KWD"), Gen.Int[1, 4], AnyDecision).Sample(
            (minor, currency, lines, tax) =>
            {
                var charge = new Money(minor, currency);
                var usage = Sample.Usage(charge, [.. Enumerable.Range(0, lines).Select(_ =>
                    Sample.Line(new Rational(1, lines), "session", charge.ToDecimal()))]);

                var document = Invoice.For(usage, Sample.Customer(currency), Sample.Seller, tax, Sample.CreatedAt)
                    .Numbered(new InvoiceNumber("CZ-2026", 1));

                var exact = minor * new BigInteger(tax.RatePercent * 100);
                Assert.That(
                    (BigInteger)document.Tax.Minor, Is.EqualTo((exact + 5_000) / 10_000), "half a unit goes up");
                Assert.That(document.Total, Is.EqualTo((charge + document.Tax).ToDrawable()));
                Assert.That(document.Lines.Sum(line => line.Net.Minor), Is.EqualTo(minor));
                Assert.That(document.Net, Is.EqualTo(charge));
            }, iter: 100_000);

    /// <summary>Any rate that there could be, and those that consumers in the Union and elsewhere really pay.</summary>
    private static readonly Gen<TaxDecision> AnyDecision = Gen.OneOf(
        Gen.Int[1, 10_000].Select(hundredths => new TaxDecision(
            TaxCategory.Standard, hundredths / 100m, null, "any")),
        Gen.Select(Gen.OneOf("AT", "CZ", "EE", "FI", "FR", "HU", "LU", "RO", "SK", "US"), Gen.Int[0, 1065])
            .Select((country, day) => TaxRule.For(
                Sample.Seller with { Oss = true }, Customer(country, null), Service.Conference,
                new DateOnly(2024, 1, 1).AddDays(day), Sample.Rates)));

    private static TaxDecision Decide(string country, string? vatId, Seller seller) =>
        TaxRule.For(seller, Customer(country, vatId), Service.Conference, Day, Sample.Rates);

    private static BillingProfile Customer(string country, string? vatId)
    {
        var customer = Sample.Customer();
        return customer with { Tax = null, Party = customer.Party with { Country = country, VatId = vatId } };
    }
}
