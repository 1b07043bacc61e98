using Charging.Invoicing.Tests.Crediting;
using static Charging.Invoicing.Tests.Exchanging.Bulletin;

namespace Charging.Invoicing.Tests.Exchanging;

/// <summary>Invoices in foreign currency whose tax in CZK was computed by hand, from bulletins of three days.</summary>
public class TenInvoicesTests
{
    private static readonly IReadOnlyList<KeptRate> Days = Kept(Thursday, Friday, Monday);

    private static readonly Seller Seller =
        Sample.Seller with { TaxCurrency = "CZK", ExchangeRates = RateSource.Cnb };

    // Thursday 26, Friday 27 and Monday 30 November: EUR 24.235, 24.310, 24.185; 100 JPY 14.487 on Friday,
    // 100 HUF 6.344 on Monday, 1000 IDR 1.309 on Thursday.
    [TestCase(1, "EUR", 1234_00, "2026-11-26", 259_14, 6280_26, TestName = "259.14 x 24.235 = 6280.2579")]
    [TestCase(2, "EUR", 2_53, "2026-11-27", 53, 12_88, TestName = "0.53 x 24.310 = 12.8843")]
    [TestCase(3, "EUR", 100_00, "2026-11-28", 21_00, 510_51, TestName = "Saturday by Friday, 21.00 x 24.310 = 510.51")]
    [TestCase(4, "EUR", 476_24, "2026-11-30", 100_01, 2418_74, TestName = "100.01 x 24.185 = 2418.74185")]
    [TestCase(5, "JPY", 58_786, "2026-11-27", 12_345, 1788_42, TestName = "12345 x 14.487 / 100 = 1788.42015")]
    [TestCase(6, "HUF", 128_573_81, "2026-11-30", 27_000_50, 1712_91, TestName = "27000.50 x 6.344 / 100 = 1712.91172")]
    [TestCase(7, "IDR", 7_142_857_14, "2026-11-26", 1_500_000_00, 1963_50, TestName = "1500000 x 1.309 / 1000")]
    [TestCase(8, "EUR", 2_38, "2026-11-29", 50, 12_16, TestName = "Sunday by Friday, 0.50 x 24.310 = 12.155")]
    public void In_CZK_it_is(int number, string currency, long net, string day, long tax, long inCzk)
    {
        var invoice = Issue(Seller, number, (net, 21, currency, day));

        Assert.That((invoice.Tax.Minor, invoice.AccountedTax!.Tax), Is.EqualTo((tax, new Money(inCzk, "CZK"))));
    }

    [Test]
    public void Each_rate_of_VAT_is_rounded_for_itself()
    {
        // 0.21 x 24.310 = 5.1051 and 0.41 x 24.310 = 9.9671: 5.11 + 9.97, where their sum would be 15.0722.
        var invoice = Issue(Seller, 9, (1_00, 21, "EUR", "2026-11-27"), (3_42, 12, "EUR", "2026-11-29"));

        Assert.That((invoice.Tax.Minor, invoice.AccountedTax!.Tax.Minor), Is.EqualTo((62, 15_08)));
    }

    [Test]
    public void Who_takes_the_day_before_takes_Fridays_on_Monday()
    {
        // 10.00 x 24.310
        var invoice = Issue(Seller with { RateOfDayBefore = true }, 10, (47_62, 21, "EUR", "2026-11-30"));

        Assert.That((invoice.Tax.Minor, invoice.AccountedTax!.Tax.Minor), Is.EqualTo((10_00, 243_10)));
    }

    [Test]
    public void A_credit_note_takes_the_rate_of_its_invoice_whenever_it_is_issued()
    {
        // Half of the first invoice: 617.00 at 21 % is 129.57, and 129.57 x 24.235 = 3140.12895.
        var invoice = Issue(Seller, 1, (1234_00, 21, "EUR", "2026-11-26"));

        var note = invoice.Left().Credit(new LineCredit("half", [1], new Money(617_00, "EUR"))).Single();

        Assert.That(note.AccountedTax, Is.EqualTo(invoice.AccountedTax! with { Tax = new Money(3140_13, "CZK") }));
        Assert.That(
            invoice.Left().Credit(new WholeCredit("all")).Single().AccountedTax, Is.EqualTo(invoice.AccountedTax));
    }

    [Test]
    public void Where_nothing_is_taxed_nothing_is_converted_and_nothing_waits()
    {
        var exempt = Invoice(Seller, (100_00, 0, "EUR", "2026-11-27"));
        var exchange = new Exchange(Seller, "EUR", RateSeries.None, RateSeries.OfBase);

        Assert.That(exempt.Accounted(exchange)!.Numbered(new("CZ-2026", 1)).AccountedTax, Is.Null);
        Assert.That(Invoice(Seller, (100_00, 21, "EUR", "2026-11-27")).Accounted(exchange), Is.Null, "it waits");
    }

    [Test]
    public void Who_names_no_tax_currency_is_invoiced_as_ever() => Assert.That(
        Invoice(Sample.Seller, (100_00, 21, "EUR", "2026-11-27")).Accounted(null)!.Numbered(new("CZ-2026", 1))
            .AccountedTax, Is.Null);

    private static InvoiceCreated Issue(
        Seller seller, int number, params IReadOnlyList<(long Net, decimal Percent, string Currency, string Day)> parts)
    {
        var currency = parts[0].Currency;
        var exchange = new Exchange(seller, currency, Series(Days, currency), RateSeries.OfBase);
        return Invoice(seller, parts).Accounted(exchange)!.Numbered(new("CZ-2026", number));
    }

    private static Invoice Invoice(
        Seller seller, params IReadOnlyList<(long Net, decimal Percent, string Currency, string Day)> parts) =>
        Issuing.Invoice.Over(
            [
                .. parts.Select(part => (
                    Sample.Usage(new Money(part.Net, part.Currency), Sample.Line(
                        1, "session", new Money(part.Net, part.Currency).ToDecimal())) with
                    {
                        EndedOn = DateOnly.Parse(part.Day, null),
                    },
                    new TaxDecision(CategoryOf(part.Percent), part.Percent, null, "by hand"))),
            ],
            Sample.Customer(parts[0].Currency), seller, Sample.CreatedAt);

    private static TaxCategory CategoryOf(decimal percent) =>
        percent == 0 ? TaxCategory.OutOfScope : TaxCategory.Standard;
}
