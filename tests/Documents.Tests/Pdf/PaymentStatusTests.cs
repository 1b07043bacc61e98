using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

/// <summary>What an invoice says of itself: paid, due, not collected, credited.</summary>
public class PaymentStatusTests
{
    private readonly InvoiceCreated invoice = Invoice();

    [Test]
    public void A_paid_invoice_says_so_plainly()
    {
        var text = Written(Paid(invoice));

        Assert.That(text, Does.Contain("PAID 20 Nov 2026, card ending 4242").And.Not.Contain("DUE"));
        Assert.That(text, Does.Contain("Paid byVisa card ending in 4242pay_1").And.Not.Contain("Please"));
    }

    [Test]
    public void One_that_is_being_drawn_says_what_is_due_and_asks_for_nothing() =>
        Assert.That(
            Written(new PaymentStatus.Due()), Does.Contain("DUE 20 Nov 2026: 1,493.14 EUR").And.Not.Contain("Please"));

    [TestCase("en", "WILL BE DRAWN 4 Dec 2026: 1,493.14 EUR", "Lesní banka account ending in 3399")]
    [TestCase("de", "ABBUCHUNG 04.12.2026: 1.493,14 EUR", "Konto Lesní banka mit den Endziffern 3399")]
    [TestCase("cs", "STRHNEME 4. 12. 2026: 1 493,14 EUR", "z účtu Lesní banka končícího na 3399")]
    public void One_whose_debit_is_told_before_says_when_from_which_account_and_under_which_mandate(
        string language, string mark, string account)
    {
        var debit = new AnnouncedDebit(
            new(2026, 12, 4), invoice.Total, "Lesní banka", "3399", "M-2026-17", "CZ73ZZZ10002");

        Assert.That(
            Written(new PaymentStatus.Announced(debit), language),
            Does.Contain(mark).And.Contain(account).And.Contain("M-2026-17").And.Contain("CZ73ZZZ10002")
                .And.Not.Contain("PAID").And.Not.Contain("DUE"));
    }

    [TestCase("en", "DUE 20 Nov 2026: 1,493.14 EUR", "Please name a card")]
    [TestCase("de", "FÄLLIG 20.11.2026: 1.493,14 EUR", "Bitte nennen Sie uns eine Karte")]
    [TestCase("cs", "SPLATNO 20. 11. 2026: 1 493,14 EUR", "Sdělte nám prosím kartu")]
    public void One_that_waits_for_its_customer_says_what_to_do(string language, string mark, string what)
    {
        var text = Written(new PaymentStatus.AwaitsCustomer(), language);

        Assert.That(text, Does.Contain(mark).And.Contain(what));
        Assert.That(text, Does.Not.Contain("PAID").And.Not.Contain("ZAPLACENO"));
    }

    [TestCase("en", "NOT COLLECTED: 1,493.14 EUR", "there is nothing", "Please")]
    [TestCase("cs", "NEUHRAZENO: 1 493,14 EUR", "nemusíte nic dělat", "prosím")]
    public void One_that_is_too_small_asks_for_no_card(string language, string mark, string what, string notThis) =>
        Assert.That(
            Written(new PaymentStatus.TooSmall(), language),
            Does.Contain(mark).And.Contain(what).And.Not.Contain(notThis));

    [Test]
    public void One_that_is_tried_no_more_says_that_it_was_not_collected() =>
        Assert.That(
            Written(new PaymentStatus.NotCollected()),
            Does.Contain("NOT COLLECTED: 1,493.14 EUR").And.Not.Contain("DUE").And.Not.Contain("Please"));

    [Test]
    public void What_was_credited_is_named_note_by_note_and_no_longer_due()
    {
        var text = Written(new PaymentStatus.Due
        {
            Credits = [CreditNote(invoice), CreditNote(invoice, net: 2000, tax: 420, rounding: 1, number: 2)],
        });

        Assert.That(text, Does.Contain("DUE 20 Nov 2026: 1,456.83 EUR").And.Contain("CREDITED 36.31 EUR"));
        Assert.That(text, Does.Contain("Credit notesCZ-2026-C00000121 November 202612.10 EUR"));
        Assert.That(text, Does.Contain("CZ-2026-C00000221 November 202624.21 EUR"));
        Assert.That(text, Does.Contain("Total1,493.14 EUR"), "the invoice itself is not changed");
    }

    [Test]
    public void A_paid_invoice_that_was_credited_says_both() =>
        Assert.That(
            Written(Paid(invoice) with { Credits = [CreditNote(invoice)] }),
            Does.Contain("PAID 20 Nov 2026").And.Contain("CREDITED 12.10 EUR").And.Contain("CZ-2026-C000001"));

    [TestCase("en", "CREDITED IN FULL: 1,493.14 EUR")]
    [TestCase("de", "VOLLSTÄNDIG GUTGESCHRIEBEN: 1.493,14 EUR")]
    [TestCase("cs", "PLNÝ DOBROPIS: 1 493,14 EUR")]
    public void What_was_credited_whole_is_neither_due_nor_asked_for(string language, string mark)
    {
        var whole = CreditNote(invoice, invoice.Net.Minor, invoice.Tax.Minor);
        foreach (var status in new PaymentStatus[]
        {
            new PaymentStatus.Due(), new PaymentStatus.AwaitsCustomer(), new PaymentStatus.NotCollected(),
            new PaymentStatus.TooSmall(),
        })
        {
            var text = Written(status with { Credits = [whole] }, language);

            Assert.That(text, Does.Contain(mark).And.Not.Contain("Please").And.Not.Contain("prosím"));
            Assert.That(text, Does.Not.Contain("DUE").And.Not.Contain("SPLATNO").And.Not.Contain("2026: 0"));
            Assert.That(text, Does.Not.Contain("NOT COLLECTED").And.Not.Contain("NEUHRAZENO"));
        }
    }

    [Test]
    public void However_many_credit_notes_there_are_each_has_its_place_above_the_foot()
    {
        var many = Paid(invoice) with
        {
            Credits = [.. Enumerable.Range(1, 124).Select(i => CreditNote(invoice, net: 2, tax: 0, number: i))],
        };

        var pages = PagesOf(DocumentPdf.Write(invoice, many, Language.In("en").Document));

        Assert.That(pages, Has.Count.InRange(2, 4));
        Assert.That(
            Enumerable.Range(1, 124).Select(i => pages.Count(page => page.Contains($"CZ-2026-C{i:000000}"))),
            Has.All.EqualTo(1));
    }

    private string Written(PaymentStatus status, string language = "en") =>
        TextOf(DocumentPdf.Write(invoice, status, Language.In(language).Document));
}
