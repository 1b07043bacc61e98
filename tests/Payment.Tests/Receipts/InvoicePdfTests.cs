using System.Text;
using System.Text.RegularExpressions;
using Charging.Contracts;
using Charging.Printing;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

public class InvoicePdfTests
{
    private readonly DocumentPdf pdf = new(new DocumentFonts(Options.Create(new FontOptions())));
    private readonly InvoiceCreated invoice = Invoice(net: 123400, tax: 25914);

    [Test]
    public void A_usual_invoice_is_one_page_of_A4()
    {
        using var read = Read(Written());

        Assert.That(read.NumberOfPages, Is.EqualTo(1));
        Assert.That((read.GetPage(1).Width, read.GetPage(1).Height), Is.EqualTo((595d, 842d)).Within(0.5));
    }

    [Test]
    public void It_names_seller_and_buyer_number_and_dates()
    {
        var text = TextOf(Written());

        Assert.That(text, Does.Contain(invoice.Seller.Name).And.Contain("VAT ID CZ12345679"));
        Assert.That(text, Does.Contain("Acme <Consulting>").And.Contain("11000 Praha"));
        Assert.That(text, Does.Contain(invoice.Number).And.Contain("20 November 2026").And.Contain("Page 1 of 1"));
    }

    [Test]
    public void Each_line_says_how_much_at_which_price_and_in_the_customers_own_words()
    {
        var line = invoice.Lines[0] with { Note = "41 min 18.3 s at 0.2421 EUR/min = 10.00 EUR" };

        var text = TextOf(pdf.Write(invoice with { Lines = [line] }, Paid(), DocumentWords.In("en")));

        Assert.That(text, Does.Contain("Conference, 2 participants").And.Contain(line.Note));
        Assert.That(text, Does.Contain("41.305min0.24211,234.00"));
    }

    [Test]
    public void It_shows_the_tax_and_the_totals()
    {
        var text = TextOf(Written());

        Assert.That(text, Does.Contain("Net1,234.00Tax259.14Total1,493.14 EUR").And.Contain("21 %1,234.00259.14"));
    }

    [Test]
    public void A_paid_invoice_says_so_plainly() =>
        Assert.That(TextOf(Written()), Does.Contain("PAID 20 Nov 2026, card ending 4242").And.Not.Contain("DUE"));

    [Test]
    public void An_unpaid_one_says_what_is_due_and_what_to_do()
    {
        var text = TextOf(pdf.Write(invoice, null, DocumentWords.In("en")));

        Assert.That(text, Does.Contain("DUE 20 Nov 2026: 1,493.14 EUR").And.Contain("Please name a card"));
        Assert.That(text, Does.Not.Contain("PAID"));
    }

    [Test]
    public void Czech_letters_are_read_back_as_they_were_written()
    {
        const string letters = "Příliš žluťoučký kůň úpěl ďábelské ódy ŘŠČŽŇŤĎ";

        var text = TextOf(pdf.Write(
            invoice with { Lines = [invoice.Lines[0] with { Name = letters }] }, Paid(), DocumentWords.In("cs")));

        Assert.That(text.Replace(" ", "", StringComparison.Ordinal),
            Does.Contain(letters.Replace(" ", "", StringComparison.Ordinal)));
        Assert.That(text, Does.Contain("ZAPLACENO 20. 11. 2026, karta končící na 4242"));
        Assert.That(text, Does.Contain("Základ1 234,00DPH259,14Celkem1 493,14 EUR"));
    }

    [Test]
    public void An_invoice_of_several_sessions_says_how_many_and_of_which_days()
    {
        var text = TextOf(pdf.Write(invoice.OfSessions(60), Paid(), DocumentWords.In("en")));

        Assert.That(text, Does.Contain("60 sessions").And.Not.Contain(invoice.SessionId));
        Assert.That(text, Does.Contain("22 September 2026 – 20 November").And.Contain("22 Sep 2026, voice, peak"));
        Assert.That(text, Does.Contain("20 Nov 2026, voice, peak").And.Contain("Page 4 of 4"));
    }

    [Test]
    public void Two_hundred_lines_take_as_many_pages_as_they_need_each_with_the_titles()
    {
        var many = invoice with
        {
            Lines =
            [
                .. Enumerable.Range(1, 200).Select(i => invoice.Lines[0] with { Id = i, Name = $"Call {i:000}." }),
            ],
        };

        using var read = Read(pdf.Write(many, Paid(), DocumentWords.In("en")));

        var pages = read.GetPages().Select(page => page.Text).ToList();
        var all = string.Concat(pages);
        Assert.That(pages, Has.Count.InRange(5, 12));
        Assert.That(pages, Has.All.Contains("DescriptionQuantityUnitPrice per unit").And.All.Contains(invoice.Number));
        Assert.That(pages.Select((page, i) => page.Contains($"Page {i + 1} of {pages.Count}")), Has.All.True);
        Assert.That(Enumerable.Range(1, 200).Select(i => Regex.Count(all, $@"Call {i:000}\.")), Has.All.EqualTo(1));
        Assert.That(pages.Count(page => page.Contains("Total")), Is.EqualTo(1));
    }

    [Test]
    public void Nothing_is_written_below_the_foot_or_beside_the_page()
    {
        var wide = invoice with
        {
            SessionId = new string('W', 200),
            Buyer = invoice.Buyer with { Name = new string('M', 150), Street = string.Join(' ', Words(40)) },
            Lines = [invoice.Lines[0] with { Name = string.Join(' ', Words(60)), Note = string.Join(' ', Words(60)) }],
        };

        using var read = Read(pdf.Write(wide, Paid(), DocumentWords.In("en")));

        var letters = read.GetPages().SelectMany(page => page.Letters).ToList();
        Assert.That(letters.Select(letter => letter.StartBaseLine.X), Has.All.GreaterThan(50));
        Assert.That(letters.Select(letter => letter.EndBaseLine.X), Has.All.LessThan(545));
        Assert.That(letters.Select(letter => letter.StartBaseLine.Y), Has.All.GreaterThan(35));
    }

    [Test]
    public void It_says_that_it_is_a_PDF_A_2b_of_this_invoice()
    {
        using var read = Read(Written());

        Assert.That(read.TryGetXmpMetadata(out var xmp), Is.True);
        var metadata = Encoding.UTF8.GetString(xmp!.GetXmlBytes());
        Assert.That(metadata, Does.Contain("<pdfaid:part>2</pdfaid:part>"));
        Assert.That(metadata, Does.Contain("<pdfaid:conformance>B</pdfaid:conformance>"));
        Assert.That(read.Information.Title, Is.EqualTo($"Invoice {invoice.Number}"));
        Assert.That(Encoding.Latin1.GetString(Written()), Does.Contain("/OutputIntents"));
    }

    [Test]
    public void Every_font_is_in_the_file()
    {
        var raw = Encoding.Latin1.GetString(Written());

        // A font of type 3 is its shapes; any other would need a file within the file.
        var fonts = Regex.Matches(raw, @"/Type /Font\b(?!Descriptor)[^>]*").Select(match => match.Value).ToList();
        Assert.That(fonts, Is.Not.Empty.And.All.Contains("/Subtype /Type3"));
        Assert.That(Regex.Count(raw, "/CharProcs"), Is.EqualTo(fonts.Count));
    }

    [Test]
    public void A_letter_that_the_font_lacks_is_a_question_mark() =>
        Assert.That(
            TextOf(pdf.Write(
                invoice with { Buyer = invoice.Buyer with { Name = "東 Ltd" } }, Paid(), DocumentWords.In("en"))),
            Does.Contain("? Ltd"));

    [Test]
    public void The_same_invoice_is_the_same_bytes_and_another_has_another_id()
    {
        var first = Written();
        var others = Enumerable.Range(0, 50).Select(_ => Written());

        Assert.That(others, Has.All.EqualTo(first));
        Assert.That(IdOf(pdf.Write(invoice, null, DocumentWords.In("en"))), Is.Not.EqualTo(IdOf(first)));
    }

    private static IEnumerable<string> Words(int count) => Enumerable.Range(1, count).Select(i => $"word{i}");

    private static string IdOf(byte[] bytes) =>
        Regex.Match(Encoding.Latin1.GetString(bytes), "/ID \\[<([0-9a-f]{32})> <\\1>\\]").Groups[1].Value;

    private static PdfDocument Read(byte[] bytes) => PdfDocument.Open(bytes);

    private static string TextOf(byte[] bytes)
    {
        using var read = Read(bytes);
        return string.Concat(read.GetPages().Select(page => page.Text)).Replace('\u00A0', ' ');
    }

    private byte[] Written() => pdf.Write(invoice, Paid(), DocumentWords.In("en"));

    private PaymentCaptured Paid()
    {
        var payment = PaymentState.Begin(invoice, Noon);
        payment.Attempts = [Attempt.Start(invoice.InvoiceId, 1, Card("tok_ok"), 1, invoice.Total, Noon).Captured()];
        return payment.ToPaymentCaptured();
    }
}
