using Charging.Documents.Languages;
using Charging.Documents.Pdf;

namespace Charging.Documents.Tests.Languages;

public class SellersClockTests
{
    private static readonly InvoiceCreated Old = Sample.Invoice();

    [TestCase("cs", "2026-11-29T13:27:00Z", "29. 11. 2026 v 14:27")]
    [TestCase("en", "2026-11-29T13:27:00Z", "29 November 2026, 14:27")]
    [TestCase("de", "2026-11-29T13:27:00Z", "29.11.2026 um 14:27 Uhr")]
    [TestCase("cs", "2026-07-01T07:05:00Z", "1. 7. 2026 v 9:05")]
    [TestCase("en", "2026-12-31T23:30:00Z", "1 January 2027, 00:30")]
    [TestCase("en", "2026-10-25T00:30:00Z", "25 October 2026, 02:30 (UTC+2)")]
    [TestCase("en", "2026-10-25T01:30:00Z", "25 October 2026, 02:30 (UTC+1)")]
    [TestCase("cs", "2026-10-25T02:00:00Z", "25. 10. 2026 v 3:00")]
    [TestCase("en", "2026-03-29T01:00:00Z", "29 March 2026, 03:00")]
    public void Customers_read_the_time_of_the_sellers_wall(string language, string moment, string read) => Assert.That(
        Language.In(language).Document.Of(Utc(moment), SellersClock.Of(Old with { SellerTimeZone = "Europe/Prague" })),
        Is.EqualTo(read));

    [TestCase(null)]
    [TestCase("Nowhere/Land")]
    public void An_invoice_of_old_says_that_its_time_is_utc(string? zone) => Assert.That(
        Language.In("en").Document.Of(Utc("2026-11-29T13:27:00Z"), SellersClock.Of(Old with { SellerTimeZone = zone })),
        Is.EqualTo("29 November 2026, 13:27 UTC"));

    [Test]
    public void The_mark_of_a_paid_invoice_has_the_day_of_the_sellers_wall()
    {
        var invoice = Old with { SellerTimeZone = "Europe/Prague" };
        var paid = Sample.Paid(invoice).Payment with { CapturedAt = Utc("2026-11-29T23:30:00Z") };

        Assert.That(PrintedInvoice.Of(invoice, new PaymentStatus.Paid(paid), Language.In("cs").Document).Marks,
            Has.Some.StartsWith("ZAPLACENO 30. 11. 2026,"));
    }

    [TestCase("visa", "Visa")]
    [TestCase("VISA", "Visa")]
    [TestCase("mastercard", "Mastercard")]
    [TestCase("MasterCard", "Mastercard")]
    [TestCase("amex", "American Express")]
    [TestCase("american_express", "American Express")]
    [TestCase("diners", "Diners Club")]
    [TestCase("jcb", "JCB")]
    [TestCase("unionpay", "UnionPay")]
    [TestCase("cartes_bancaires", "Cartes Bancaires")]
    [TestCase("sepa_debit", "SEPA")]
    [TestCase("Komerční banka", "Komerční banka")]
    [TestCase("acmecard", "acmecard")]
    [TestCase("", "")]
    public void A_brand_is_as_people_write_it(string given, string written) =>
        Assert.That(DocumentWords.BrandOf(given), Is.EqualTo(written));

    [TestCase("en", "American Express card ending in 0005")]
    [TestCase("de", "Karte American Express mit den Endziffern 0005")]
    [TestCase("cs", "kartou American Express končící na 0005")]
    public void A_card_reads_as_people_say_it(string language, string read) => Assert.That(
        Language.In(language).Document.Of(PaymentMethodKind.Card, "amex", "0005"), Is.EqualTo(read));

    private static DateTime Utc(string moment) =>
        DateTime.Parse(moment, null, System.Globalization.DateTimeStyles.AdjustToUniversal);
}
