using System.Security.Cryptography;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Ubl;
using Microsoft.Extensions.Options;
using MimeKit;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

public class ReceiptMailTests
{
    private const string From = "receipts@charging.example";

    private static readonly IOptions<ReceiptOptions> Settings =
        Options.Create(new ReceiptOptions { From = From });


    private readonly InvoiceCreated invoice = Invoice(net: 123400, tax: 25914);

    [Test]
    public void A_receipt_goes_to_the_customer_and_names_invoice_and_amount()
    {
        var mail = Parsed(Receipt("en"));

        Assert.That(mail.Subject, Is.EqualTo($"Receipt: invoice {invoice.Number}, 1,493.14 EUR paid"));
        Assert.That(mail.To.Mailboxes.Single().Address, Is.EqualTo("acme@customers.example"));
        Assert.That(mail.From.Mailboxes.Single().ToString(), Is.EqualTo($"\"{invoice.Seller.Name}\" <{From}>"));
        Assert.That(mail.MessageId, Is.EqualTo($"receipt.{invoice.InvoiceId:N}@charging.example"));
        Assert.That(mail.Date, Is.EqualTo(new DateTimeOffset(Noon.AddSeconds(1))));
    }

    [Test]
    public void It_says_what_was_paid_how_and_for_what()
    {
        var text = Parsed(Receipt("en")).TextBody!.Replace('\u00A0', ' ');

        Assert.That(text, Does.Contain("We have received 1,493.14 EUR for the conference of 20 November 2026"));
        Assert.That(text, Does.Contain("Paid on: 20 November 2026, 12:00 UTC"));
        Assert.That(text, Does.Contain("Paid by: Visa card ending in 4242"));
        Assert.That(text, Does.Contain("Conference, 2 participants: 1,234.00 EUR"));
        Assert.That(text, Does.Contain("Tax: 259.14 EUR"));
        Assert.That(text, Does.Contain("Total: 1,493.14 EUR"));
    }

    [TestCase("en", "Tax in CZK, 1 EUR = 24.235 CZK (Czech National Bank, 19 November 2026): 6,280.26 CZK")]
    [TestCase("cs", "DPH v CZK, 1 EUR = 24,235 CZK (ČNB, 19. 11. 2026): 6 280,26 CZK")]
    [TestCase("de", "USt. in CZK, 1 EUR = 24,235 CZK (Tschechische Nationalbank, 19.11.2026): 6.280,26 CZK")]
    public void It_says_the_tax_in_the_sellers_currency_too(string language, string says)
    {
        var accounted = new AccountedTax
        {
            Tax = new Money(628026, "CZK"),
            Rate = 24.235m,
            RateDay = new DateOnly(2026, 11, 19),
            Source = RateSource.Cnb,
        };
        var words = Language.In(language).Letter;

        var text = ReceiptLetter.NotCollected(
            invoice with { AccountedTax = accounted }, AbandonReason.AmountTooSmall, null, words).ToText();

        Assert.That(text.Replace('\u00A0', ' '), Does.Contain(says));
    }

    [TestCase("en", 3, "for 3 sessions from 18 November 2026 to 20 November 2026.")]
    [TestCase("en", 1, "for 1 session of 20 November 2026.")]
    [TestCase("cs", 3, "za 3 relace od 18. 11. 2026 do 20. 11. 2026.")]
    [TestCase("cs", 7, "za 7 relací od 14. 11. 2026 do 20. 11. 2026.")]
    [TestCase("de", 3, "für 3 Sitzungen vom 18.11.2026 bis zum 20.11.2026 nicht abbuchen.")]
    public void Of_several_sessions_it_says_how_many_and_lists_them(string language, int sessions, string says)
    {
        var words = Language.In(language).Letter;
        var gathered = invoice.OfSessions(sessions);

        var text = ReceiptLetter.NotCollected(gathered, AbandonReason.AmountTooSmall, null, words).ToText();

        Assert.That(text, Does.Contain(says).And.Contain(words.WhatToDo(AbandonReason.AmountTooSmall)));
        Assert.That(gathered.Lines.Select(line => text.Contains(line.Name)), Has.All.True);
    }

    [Test]
    public void It_speaks_the_customers_language()
    {
        var mail = Parsed(Receipt("cs"));

        Assert.That(mail.Subject, Is.EqualTo($"Potvrzení o platbě: faktura {invoice.Number}, zaplaceno 1 493,14 EUR"));
        Assert.That(mail.TextBody!.Replace('\u00A0', ' '), Does.Contain("Přijali jsme 1 493,14 EUR za konferenční"));
        Assert.That(mail.HtmlBody, Does.Contain("<html lang=\"cs\">").And.Contain("Základ"));
    }

    [Test]
    public void A_language_without_words_gets_english() =>
        Assert.That(Parsed(Receipt("eo")).TextBody, Does.StartWith("Good day,"));

    [Test]
    public void The_page_says_the_same_as_the_text_and_escapes_names()
    {
        var html = Parsed(Receipt("en")).HtmlBody;

        Assert.That(html, Does.Contain("Acme &lt;Consulting&gt;").And.Contain("Telefonie &amp; spol."));
        Assert.That(html.Replace('\u00A0', ' '), Does.Contain("We have received 1,493.14 EUR"));
    }

    [Test]
    public void The_paid_invoice_is_attached_as_pdf_and_as_ubl()
    {
        var mail = Parsed(Receipt("cs"));
        var paid = ToldPaid();

        Assert.That(
            mail.Attachments.Cast<MimePart>().Select(part => (part.FileName, part.ContentType.MimeType)),
            Is.EqualTo(new[]
            {
                ($"{invoice.Number}.pdf", "application/pdf"), ($"{invoice.Number}.xml", "application/xml"),
            }));
        Assert.That(
            AttachmentOf(mail, ".pdf"),
            Is.EqualTo(DocumentPdf.Write(invoice, new PaymentStatus.Paid(paid), Language.In("cs").Document)));
        Assert.That(AttachmentOf(mail, ".xml"), Is.EqualTo(UblInvoice.Write(invoice, paid)));
    }

    [TestCase(AbandonReason.MethodsRefused, "could be charged", "Please name a card")]
    [TestCase(AbandonReason.AmountTooSmall, "less than can be drawn", "There is nothing for you to do")]
    public void What_could_not_be_collected_comes_with_the_unpaid_invoice_and_what_to_do(
        AbandonReason reason, string why, string what)
    {
        var payment = PaymentState.Begin(invoice, Noon);
        var found = payment.Follow(new Findings(), new NextStep.Abandon(reason), Noon);
        var receipt = Maker().Make(payment, found, invoice, Contact("en"), ReceiptKind.NotCollected, Noon);
        var mail = Parsed(receipt);

        Assert.That(mail.Subject, Is.EqualTo($"Not paid: invoice {invoice.Number}, 1,493.14 EUR"));
        Assert.That(mail.TextBody, Does.Contain(why).And.Contain(what));
        Assert.That(receipt.FileName, Is.EqualTo($"{invoice.Number}-not-collected.eml"));
        Assert.That(AttachmentOf(mail, ".xml"), Is.EqualTo(UblInvoice.Write(invoice)));
        PaymentStatus status = reason == AbandonReason.AmountTooSmall
            ? new PaymentStatus.TooSmall()
            : new PaymentStatus.AwaitsCustomer();
        Assert.That(
            AttachmentOf(mail, ".pdf"), Is.EqualTo(DocumentPdf.Write(invoice, status, Language.In("en").Document)));
    }

    [TestCase("expired_card", "charge Visa card ending in 4242: it has expired")]
    [TestCase("authentication_required", "Visa card ending in 4242: your bank wants you to confirm the payment")]
    public void A_customer_who_can_mend_it_is_told_how(string code, string how)
    {
        var payment = PaymentState.Begin(invoice, Noon);
        var found = payment.Follow(
            new Findings { Attempts = [Started(invoice.InvoiceId, 1).Declined(code)] },
            new NextStep.AwaitCustomer(Noon.AddDays(30)), Noon);
        var receipt = Maker().Make(payment, found, invoice, Contact("en"), ReceiptKind.ActionNeeded, Noon);
        var mail = Parsed(receipt);

        Assert.That(mail.Subject, Is.EqualTo($"Your help is needed: invoice {invoice.Number}, 1,493.14 EUR"));
        Assert.That(mail.TextBody!.ReplaceLineEndings(" "), Does.Contain(how));
        Assert.That(receipt.FileName, Is.EqualTo($"{invoice.Number}-action-needed.eml"));
    }

    [Test]
    public void Every_reason_and_service_has_words_in_every_language()
    {
        foreach (var words in new[] { Language.In("en").Letter, Language.In("cs").Letter })
        {
            Assert.That(Enum.GetValues<AbandonReason>().Select(words.Reason), Is.Unique.And.All.Not.Empty);
            Assert.That(Enum.GetValues<AbandonReason>().Select(words.WhatToDo), Is.All.Not.Empty);
            Assert.That(Enum.GetValues<Service>().Select(words.Of), Is.Unique.And.All.Not.Empty);
        }
    }

    [Test]
    public void The_same_payment_is_the_same_bytes_with_their_hash()
    {
        var (first, second) = (Receipt("cs"), Receipt("cs"));

        Assert.That(second.Mail, Is.EqualTo(first.Mail));
        Assert.That(first.Sha256, Is.EqualTo(SHA256.HashData(first.Mail)));
        Assert.That(first.MailId, Is.EqualTo(second.MailId));
    }

    [Test]
    public void A_number_that_is_no_file_name_stays_inside_the_folder() =>
        Assert.That(
            Make(Paid(), invoice with { Number = "../CZ 2026/7" }, Contact("en")).FileName,
            Is.EqualTo("___CZ_2026_7.eml"));

    [Test]
    public void A_mail_address_that_is_none_says_whose_it_is_and_what_to_do()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() =>
            Make(Paid(), invoice, new Contact { Email = "nobody", Language = "en" }));

        Assert.That(wrong!.Message, Does.Contain("acme").And.Contain("send CustomerChanged"));
    }

    private static Contact Contact(string language) => new() { Email = "acme@customers.example", Language = language };

    private static MimeMessage Parsed(Receipt receipt)
    {
        using var bytes = new MemoryStream(receipt.Mail);
        return MimeMessage.Load(bytes);
    }

    private static byte[] AttachmentOf(MimeMessage mail, string ending)
    {
        using var content = new MemoryStream();
        var attached = mail.Attachments.Cast<MimePart>()
            .Single(part => part.FileName!.EndsWith(ending, StringComparison.Ordinal));
        attached.Content!.DecodeTo(content);
        return content.ToArray();
    }

    private static Receipt Make(
        (PaymentState Payment, Findings Found) paid, InvoiceCreated invoice, Contact contact) =>
        Maker().Make(paid.Payment, paid.Found, invoice, contact, ReceiptKind.Receipt, Noon);

    private static ReceiptMail Maker() => new(Settings);

    private Receipt Receipt(string language) => Make(Paid(), invoice, Contact(language));

    private PaymentCaptured ToldPaid()
    {
        var (payment, found) = Paid();
        return payment.ToPaymentCaptured(found);
    }

    private (PaymentState Payment, Findings Found) Paid()
    {
        var payment = PaymentState.Begin(invoice, Noon);
        var captured = Charging.Payments.Collecting.Attempt
            .Start(invoice.InvoiceId, 1, Card("tok_ok"), 1, invoice.Total, Noon).Captured();
        return (payment, payment.Follow(
            new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Noon));
    }
}
