using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

public class CreditNotePdfTests
{
    private readonly InvoiceCreated invoice = Invoice();

    [Test]
    public void It_names_itself_its_parties_and_the_invoice_that_it_corrects_and_why()
    {
        var text = TextOf(Written(CreditNote(invoice)));

        Assert.That(text, Does.Contain("Credit note").And.Contain("NumberCZ-2026-C000001Issued21 November 2026"));
        Assert.That(text, Does.Contain("Corrects invoiceCZ-2026-000001, 20 November 2026"));
        Assert.That(text, Does.Contain("ReasonThe line broke off twice"));
        Assert.That(text, Does.Contain(invoice.Seller.Name).And.Contain("VAT ID CZ12345679"));
        Assert.That(text, Does.Contain("Acme <Consulting>").And.Contain("11000 Brno").And.Contain("Page 1 of 1"));
    }

    [Test]
    public void It_shows_what_is_given_back_line_by_line_and_in_all()
    {
        var text = TextOf(Written(CreditNote(invoice)));

        Assert.That(text, Does.Contain("CREDITED 12.10 EUR").And.Contain("Conference, 2 participants"));
        Assert.That(text, Does.Contain("1pc0.242110.00").And.Contain("21 %10.002.10"));
        Assert.That(text, Does.Contain("Net10.00Tax2.10Credited12.10 EUR").And.Not.Contain("Rounding"));
        Assert.That(text, Does.Not.Contain("DUE").And.Not.Contain("PAID").And.Not.Contain("Please"));
    }

    [Test]
    public void It_says_the_tax_in_the_sellers_currency_at_the_rate_of_the_invoice() => Assert.That(
        TextOf(Written(CreditNote(invoice) with { AccountedTax = Accounted() })),
        Does.Contain("Tax in CZK: 6,280.26").And.Contain("24.235"));

    [Test]
    public void Where_it_is_rounded_it_says_by_how_much() =>
        Assert.That(
            TextOf(Written(CreditNote(invoice, rounding: 1))),
            Does.Contain("Net10.00Tax2.10Total12.10Rounding0.01Credited12.11 EUR").And.Contain("CREDITED 12.11 EUR"));

    [Test]
    public void In_czech_it_is_called_as_the_law_calls_it()
    {
        var text = TextOf(DocumentPdf.Write(CreditNote(invoice, rounding: -1), Language.In("cs").Document));

        Assert.That(text, Does.Contain("Opravný daňový doklad").And.Contain("DOBROPIS 12,09 EUR"));
        Assert.That(text, Does.Contain("Opravuje fakturuCZ-2026-000001, 20. 11. 2026").And.Contain("Důvod"));
        Assert.That(text, Does.Contain("Celkem12,10Zaokrouhlení-0,01Dobropis12,09 EUR"));
    }

    [Test]
    public void Only_a_corrected_price_names_its_session()
    {
        Assert.That(TextOf(Written(CreditNote(invoice))), Does.Not.Contain(invoice.SessionId));
        Assert.That(
            TextOf(Written(CreditNote(invoice) with { AdjustmentId = invoice.UsageId })),
            Does.Contain($"Session{invoice.SessionId}"));
    }

    [Test]
    public void Two_hundred_lines_take_as_many_pages_as_they_need()
    {
        var pages = PagesOf(Written(CreditNote(invoice) with { Lines = Lines(200) }));

        Assert.That(pages, Has.Count.InRange(5, 12));
        Assert.That(pages, Has.All.Contains("CZ-2026-C000001").And.All.Contains($" of {pages.Count}"));
        Assert.That(pages.Skip(1), Has.All.StartsWith("Credit note CZ-2026-C000001"));
        Assert.That(
            Enumerable.Range(1, 200).Select(i => pages.Count(page => page.Contains($"Call {i:000}."))),
            Has.All.EqualTo(1));
        Assert.That(pages.Count(page => page.Contains("Credited12.10 EUR")), Is.EqualTo(1));
    }

    [Test]
    public void The_same_note_is_the_same_bytes_and_another_is_not()
    {
        var first = Written(CreditNote(invoice));

        Assert.That(Enumerable.Range(0, 20).Select(_ => Written(CreditNote(invoice))), Has.All.EqualTo(first));
        Assert.That(Written(CreditNote(invoice, number: 2)), Is.Not.EqualTo(first));
    }

    private static byte[] Written(CreditNoteIssued note) => DocumentPdf.Write(note, Language.In("en").Document);
}
