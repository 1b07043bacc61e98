using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

/// <summary>Which mails lead to the page on which the customer pays.</summary>
public class PayLinkMailTests
{
    private readonly InvoiceCreated invoice = Invoice();

    [TestCase("en", "You can pay it here yourself, by card:")]
    [TestCase("cs", "Zaplatit ji můžete sami kartou zde:")]
    public void What_the_customer_has_to_mend_they_may_pay_instead(string language, string says)
    {
        var mail = Parsed(ActionNeeded(Maker("https://pay.example"), language));

        Assert.That(mail.TextBody!.ReplaceLineEndings("\n"), Does.Match($"{says}\nhttps://pay.example/p/.{{71}}\n"));
        Assert.That(mail.HtmlBody, Does.Match("<a href=\"https://pay.example/p/.{71}\""));
    }

    [Test]
    public void The_same_mail_has_the_same_link() => Assert.That(
        ActionNeeded(Maker("https://pay.example"), "en").Mail,
        Is.EqualTo(ActionNeeded(Maker("https://pay.example"), "en").Mail));

    [TestCase(AbandonReason.RetriesUsedUp, true)]
    [TestCase(AbandonReason.NoPaymentMethod, true)]
    [TestCase(AbandonReason.Decided, true)]
    [TestCase(AbandonReason.AmountTooSmall, false)]
    [TestCase(AbandonReason.Credited, false)]
    public void What_was_given_up_they_may_pay_where_there_is_something_to_pay(AbandonReason reason, bool mayPay)
    {
        var payment = PaymentState.Begin(invoice, Noon);
        var found = payment.Follow(new Findings(), new NextStep.Abandon(reason), Noon);
        var mail = Parsed(Maker("https://pay.example").Make(
            payment, found, invoice, Contact("en"), ReceiptKind.NotCollected, Noon));

        Assert.That(mail.TextBody, mayPay ? Does.Contain("https://pay.example/p/") : Does.Not.Contain("pay.example"));
    }

    [Test]
    public void A_receipt_leads_nowhere()
    {
        var payment = PaymentState.Begin(invoice, Noon);
        var captured = Started(invoice.InvoiceId, 1).Captured();
        var found = payment.Follow(
            new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Noon);
        var mail = Parsed(Maker("https://pay.example").Make(
            payment, found, invoice, Contact("en"), ReceiptKind.Receipt, Noon));

        Assert.That(mail.TextBody, Does.Not.Contain("pay.example"));
    }

    [Test]
    public void Where_there_is_no_page_the_mail_says_what_it_always_said()
    {
        var (without, never) = (ActionNeeded(Maker(""), "en"), ActionNeeded(new ReceiptMail(Settings), "en"));

        Assert.That(without.Mail, Is.EqualTo(never.Mail));
        Assert.That(Parsed(without).TextBody, Does.Not.Contain("/p/"));
    }

    private static IOptions<ReceiptOptions> Settings => Options.Create(new ReceiptOptions());

    private static ReceiptMail Maker(string url) => new(Settings, new PayLinks(
        Options.Create(new PayLinkOptions { Url = url, Keys = ["a key of thirty-two letters or so"] }),
        TimeProvider.System, NullLogger<PayLinks>.Instance));

    private Receipt ActionNeeded(ReceiptMail maker, string language)
    {
        var payment = PaymentState.Begin(invoice, Noon);
        var found = payment.Follow(
            new Findings { Attempts = [Started(invoice.InvoiceId, 1).Declined("expired_card")] },
            new NextStep.AwaitCustomer(Noon.AddDays(30)), Noon);
        return maker.Make(payment, found, invoice, Contact(language), ReceiptKind.ActionNeeded, Noon);
    }

    private static Contact Contact(string language) => new() { Email = "acme@customers.example", Language = language };

    private static MimeMessage Parsed(Receipt receipt)
    {
        using var bytes = new MemoryStream(receipt.Mail);
        return MimeMessage.Load(bytes);
    }
}
