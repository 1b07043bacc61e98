using System.Text.RegularExpressions;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

public class InvoicePdfTests
{
    private readonly InvoiceCreated invoice = Invoice();

    [Test]
    public void It_names_seller_and_buyer_number_and_dates()
    {
        var text = TextOf(Written(invoice));

        Assert.That(text, Does.Contain(invoice.Seller.Name).And.Contain("VAT ID CZ12345679"));
        Assert.That(text, Does.Contain("Acme <Consulting>").And.Contain("11000 Brno"));
        Assert.That(text, Does.Contain("NumberCZ-2026-000001Issued20 November 2026Provided on20 November 2026"));
        Assert.That(text, Does.Contain($"Session{invoice.SessionId}").And.Contain("Page 1 of 1"));
    }

    [Test]
    public void It_says_what_the_customer_asked_to_find_on_it()
    {
        Assert.That(TextOf(Written(invoice)), Does.Not.Contain("Your reference"));

        var text = TextOf(Written(invoice with { BuyerReference = "PO 4711" }));

        Assert.That(text, Does.Contain("Your referencePO 4711"));
    }

    [Test]
    public void Each_line_says_how_much_at_which_price_and_in_the_customers_own_words()
    {
        var line = invoice.Lines[0] with { Note = "41 min 18.3 s at 0.2421 EUR/min = 10.00 EUR" };

        var text = TextOf(Written(invoice with { Lines = [line] }));

        Assert.That(text, Does.Contain("Conference, 2 participants").And.Contain(line.Note));
        Assert.That(text, Does.Contain("41.305min0.24211,234.00"));
    }

    [Test]
    public void It_shows_the_tax_and_the_totals() =>
        Assert.That(
            TextOf(Written(invoice)),
            Does.Contain("Net1,234.00Tax259.14Total1,493.14 EUR").And.Contain("21 %1,234.00259.14"));

    [TestCase("en", "24.235", "Tax in CZK: 6,280.261 EUR = 24.235 CZK (Czech National Bank, 19 November 2026)")]
    [TestCase("cs", "24.235", "DPH v CZK: 6 280,261 EUR = 24,235 CZK (ČNB, 19. 11. 2026)")]
    [TestCase("en", "2/3", "Tax in CZK: 6,280.261 EUR = 0.6666666666… CZK (Czech National Bank, 19 November 2026)")]
    public void It_says_the_tax_in_the_sellers_currency_and_by_which_rate(string language, string rate, string said)
    {
        Assert.That(TextOf(Written(invoice)), Does.Not.Contain("CZK"));
        Assert.That(Rational.TryParse(rate, out var exact), Is.True);

        var text = TextOf(DocumentPdf.Write(
            invoice with { AccountedTax = Accounted(exact) }, Paid(invoice), Language.In(language).Document));

        Assert.That(WithoutBlanks(text), Does.Contain(WithoutBlanks(said)));
    }

    [TestCase("JPY", "Amount JPY", "Net1,234Tax259Total1,493 JPY", "PAID")]
    [TestCase("CZK", "Amount CZK", "Net12.34Tax2.59Total14.93 CZK", "PAID")]
    [TestCase("KWD", "Amount KWD", "Net1.234Tax0.259Total1.493 KWD", "PAID")]
    [TestCase("JPY", "Amount JPY", "Total1,493 JPY", "DUE 20 Nov 2026: 1,493 JPY")]
    [TestCase("KWD", "Amount KWD", "Total1.493 KWD", "DUE 20 Nov 2026: 1.493 KWD")]
    public void Each_currency_has_its_own_decimals(string currency, string column, string totals, string mark)
    {
        var other = Invoice(1234, 259, currency);
        PaymentStatus status = mark == "PAID" ? Paid(other) : new PaymentStatus.Due();

        Assert.That(
            TextOf(DocumentPdf.Write(other, status, Language.In("en").Document)),
            Does.Contain(column).And.Contain(totals).And.Contain(mark));
    }

    [Test]
    public void Why_there_is_no_tax_stands_below_its_rate()
    {
        const string reason = "Reverse charge: the customer accounts for the tax, Article 196 of 2006/112/EC";
        var free = Invoice(tax: 0);
        var tax = free.TaxSubtotals[0] with
        {
            Category = TaxCategory.ReverseCharge,
            RatePercent = 0,
            ExemptionReason = reason,
        };

        var text = TextOf(Written(free with { TaxSubtotals = [tax] }));

        Assert.That(text, Does.Contain("0 %1,234.000.00"));
        Assert.That(WithoutBlanks(text), Does.Contain(WithoutBlanks(reason)));
    }

    [Test]
    public void Czech_letters_are_read_back_as_they_were_written()
    {
        const string letters = "Příliš žluťoučký kůň úpěl ďábelské ódy ŘŠČŽŇŤĎ";

        var named = invoice with { Lines = [invoice.Lines[0] with { Name = letters }] };

        var text = TextOf(DocumentPdf.Write(named, Paid(invoice), Language.In("cs").Document));

        Assert.That(WithoutBlanks(text), Does.Contain(WithoutBlanks(letters)));
        Assert.That(text, Does.Contain("Faktura").And.Contain("ZAPLACENO 20. 11. 2026, karta končící na 4242"));
        Assert.That(text, Does.Contain("Základ1 234,00DPH259,14Celkem1 493,14 EUR"));
    }

    [Test]
    public void An_invoice_of_several_sessions_says_how_many_and_of_which_days()
    {
        var session = new InvoicedSession
        {
            UsageId = invoice.UsageId,
            Source = invoice.Source,
            SessionId = invoice.SessionId,
            Service = Service.Voice,
            StartedAt = Noon.AddMinutes(-1),
            EndedAt = Noon,
            EndedOn = DateOnly.FromDateTime(Noon),
            Charge = invoice.Net,
            LineCount = 1,
            Attributes = invoice.Attributes,
        };

        var text = TextOf(Written(invoice with { Sessions = [session with { EndedOn = new(2026, 9, 22) }, session] }));

        Assert.That(text, Does.Contain("2 sessions").And.Not.Contain(invoice.SessionId));
        Assert.That(text, Does.Contain("22 September 2026 – 20 November"));
    }

    [Test]
    public void Two_hundred_lines_take_as_many_pages_as_they_need_each_with_the_titles()
    {
        var pages = PagesOf(Written(invoice with { Lines = Lines(200) }));

        var all = string.Concat(pages);
        Assert.That(pages, Has.Count.InRange(5, 12));
        Assert.That(pages, Has.All.Contains("DescriptionQuantityUnitPrice per unit").And.All.Contains(invoice.Number));
        Assert.That(pages.Select((page, i) => page.Contains($"Page {i + 1} of {pages.Count}")), Has.All.True);
        Assert.That(Enumerable.Range(1, 200).Select(i => Regex.Count(all, $@"Call {i:000}\.")), Has.All.EqualTo(1));
        Assert.That(pages.Count(page => page.Contains("Total")), Is.EqualTo(1));
    }

    [TestCase("")]
    [TestCase(" \n")]
    public void A_seller_without_a_name_has_a_head_on_every_page_all_the_same(string name)
    {
        var pages = PagesOf(Written(invoice with { Lines = Lines(200), Seller = invoice.Seller with { Name = name } }));

        Assert.That(pages, Has.Count.GreaterThan(1).And.All.Contains(invoice.Number));
    }

    private static string WithoutBlanks(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static byte[] Written(InvoiceCreated invoice) =>
        DocumentPdf.Write(invoice, Paid(invoice), Language.In("en").Document);
}
