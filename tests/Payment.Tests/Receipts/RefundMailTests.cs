using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Ubl;
using Microsoft.Extensions.Options;
using MimeKit;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

public class RefundMailTests
{
    private static readonly IOptions<ReceiptOptions> Settings = Options.Create(new ReceiptOptions());

    private readonly ReceiptMail maker = new(Settings);
    private readonly InvoiceCreated invoice = Invoice(net: 123400, tax: 25914);

    [Test]
    public void It_says_how_much_goes_where_and_why()
    {
        var receipt = Refunded("en");
        var mail = Parsed(receipt);

        Assert.That(mail.Subject, Is.EqualTo($"Refund: invoice {invoice.Number}, 12.10 EUR"));
        Assert.That(
            TextOf(mail),
            Does.Contain("given back 12.10 EUR of what you paid for the conference of 20 November 2026")
                .And.Contain("Refunded to: Visa card ending in 4242")
                .And.Contain("Refunded on: 21 November 2026")
                .And.Contain("Reason: The line <broke> off.")
                .And.Contain("Total: 1,493.14 EUR\n  Refunded: 12.10 EUR"));
        Assert.That(mail.HtmlBody, Does.Contain("The line &lt;broke&gt; off."));
        Assert.That(
            (receipt.FileName, receipt.MailId, receipt.Number),
            Is.EqualTo(($"{invoice.Number}-refund-2.eml", $"refund-2.{invoice.InvoiceId:N}@charging.example", 2)));
        Assert.That(mail.Date, Is.EqualTo(new DateTimeOffset(Noon.AddDays(1))));
    }

    [Test]
    public void It_speaks_the_customers_language()
    {
        var mail = Parsed(Refunded("cs"));

        Assert.That(mail.Subject, Is.EqualTo($"Vrácení peněz: faktura {invoice.Number}, 12,10 EUR"));
        Assert.That(TextOf(mail), Does.Contain("vrátili jsme vám 12,10 EUR").And.Contain("na kartu Visa končící"));
    }

    [Test]
    public void A_refund_that_was_made_at_the_gateway_gives_no_reason() =>
        Assert.That(TextOf(Parsed(Refunded("en", reason: null))), Does.Not.Contain("Reason:"));

    [Test]
    public void The_invoice_goes_out_again_as_it_went_out_with_the_receipt()
    {
        var (payment, found) = Paid();
        var receipt = maker.Make(payment, found, invoice, Contact("cs"), ReceiptKind.Receipt, Noon);

        var mail = Parsed(Refunded("en", receipt: receipt));

        Assert.That(Documents(mail), Is.EqualTo(Documents(Parsed(receipt))));
        Assert.That(Documents(mail), Is.Not.EqualTo(Documents(Parsed(Refunded("en")))), "that would be in English");
    }

    [Test]
    public void Without_a_receipt_the_paid_invoice_is_made_for_it()
    {
        var (payment, found) = Paid();
        var paid = payment.ToPaymentCaptured(found);

        Assert.That(Documents(Parsed(Refunded("en"))), Is.EqualTo(new[]
        {
            DocumentPdf.Write(invoice, new PaymentStatus.Paid(paid), Language.In("en").Document),
            UblInvoice.Write(invoice, paid),
        }));
    }

    [TestCase("en", "Owed again: invoice ", "your bank has taken back 1,493.14 EUR", "tell us why")]
    [TestCase("cs", "Opět k zaplacení: faktura ", "vaše banka si vzala zpět 1 493,14 EUR", "napište nám proč")]
    [TestCase("de", "Wieder offen: Rechnung ", "Ihre Bank hat 1.493,14 EUR zurückgebucht", "schreiben Sie uns")]
    public void A_payment_that_was_taken_back_is_owed_again_with_what_to_do(
        string language, string subject, string what, string advice)
    {
        var (payment, captured) = Paid();
        var found = payment.Follow(
            captured,
            new NextStep.Reverse(
                Dispute.First(
                    new ReturnReported
                    {
                        InvoiceId = invoice.InvoiceId,
                        Reason = ReturnReported.Disputed,
                        GatewayReference = "dp_1",
                        Amount = invoice.Total,
                    },
                    "pay_1"),
                invoice.Total),
            Noon.AddDays(60));

        var receipt = maker.Make(payment, found, invoice, Contact(language), ReceiptKind.Reversal, Noon);
        var mail = Parsed(receipt);

        Assert.That(mail.Subject, Does.StartWith($"{subject}{invoice.Number}, "));
        Assert.That(TextOf(mail), Does.Contain(what).And.Contain(advice));
        Assert.That(receipt.FileName, Is.EqualTo($"{invoice.Number}-reversal.eml"));
        Assert.That(mail.Date, Is.EqualTo(new DateTimeOffset(Noon.AddDays(60))));
        Assert.That(Documents(mail), Is.EqualTo(new[]
        {
            DocumentPdf.Write(invoice, new PaymentStatus.Due(), Language.In(language).Document),
            UblInvoice.Write(invoice),
        }), "while the dispute is open nobody is asked for a card");
    }

    private Receipt Refunded(string language, string? reason = "The line <broke> off.", Receipt? receipt = null)
    {
        var order = new RefundPayment
        {
            InvoiceId = invoice.InvoiceId, OrderId = Guid.NewGuid(), Amount = Euro(1210), Reason = reason ?? "",
        };
        var refundable = new Refundable(invoice.Number, "Captured", invoice.Total.Minor, "EUR", "pay_1");
        var refund = Refund.Start(order, refundable, Noon, Noon)
            .With(new GatewayAnswer.Refunded("ref_2"), Noon.AddDays(1));
        var (payment, found) = Paid();
        return maker.Make(
            payment, found, invoice, Contact(language), refund with { RefundNo = 2, Reason = reason }, Noon, receipt);
    }

    private (PaymentState Payment, Findings Found) Paid()
    {
        var payment = PaymentState.Begin(invoice, Noon);
        var captured = Charging.Payments.Collecting.Attempt
            .Start(invoice.InvoiceId, 1, Card("tok_ok"), 1, invoice.Total, Noon).Captured();
        return (payment, payment.Follow(
            new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Noon));
    }

    private static Contact Contact(string language) => new() { Email = "acme@customers.example", Language = language };

    private static MimeMessage Parsed(Receipt receipt)
    {
        using var bytes = new MemoryStream(receipt.Mail);
        return MimeMessage.Load(bytes);
    }

    private static string TextOf(MimeMessage mail) => mail.TextBody!.ReplaceLineEndings("\n").Replace('\u00A0', ' ');

    private static IReadOnlyList<byte[]> Documents(MimeMessage mail) =>
    [
        .. mail.Attachments.Cast<MimePart>().Select(part =>
        {
            using var content = new MemoryStream();
            part.Content!.DecodeTo(content);
            return content.ToArray();
        }),
    ];
}
