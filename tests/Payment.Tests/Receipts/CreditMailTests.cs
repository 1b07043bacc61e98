using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Ubl;
using Charging.Payments.Tests.Refunding;
using Microsoft.Extensions.Options;
using MimeKit;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

public class CreditMailTests
{
    private readonly ReceiptMail maker = new(Options.Create(new ReceiptOptions()));
    private readonly InvoiceCreated invoice = Invoice();

    [TestCase("en", CreditOutcome.GivenBackBefore, "Credit note ", "You have been given that back before")]
    [TestCase("en", CreditOutcome.NotOwed, "Credit note ", "do not owe it any more")]
    [TestCase("cs", CreditOutcome.GivenBackBefore, "Opravný daňový doklad ", "vrátili už dříve")]
    [TestCase("cs", CreditOutcome.NotOwed, "Opravný daňový doklad ", "už ji nedlužíte")]
    [TestCase("de", CreditOutcome.GivenBackBefore, "Rechnungskorrektur ", "schon früher erstattet")]
    public void A_note_that_gives_no_money_back_has_a_mail_of_its_own(
        string language, object outcome, string subject, string says)
    {
        var note = invoice.Note(net: 500, tax: 105, rounding: -1);
        var credit = Credit.Of(note, Noon) with
        {
            Outcome = (CreditOutcome)outcome,
            CreditNo = 2,
            SettledAt = Noon.AddDays(1),
        };

        var receipt = maker.Make(invoice, Contact(language), credit, Noon);
        var mail = Parsed(receipt);

        Assert.That(mail.Subject, Does.StartWith($"{subject}{note.Number}: ").And.Contain(invoice.Number));
        Assert.That(
            TextOf(mail),
            Does.Contain(says).And.Contain(note.Reason).And.Contain(language == "en" ? "6.04 EUR" : "6,04 EUR"));
        Assert.That(Documents(mail), Is.EqualTo(Documents(note, language)));
        Assert.That(
            (receipt.FileName, receipt.Key.Word), Is.EqualTo(($"{invoice.Number}-credit-2.eml", "credit-2")));
    }

    [TestCase("en", "Nothing to pay: invoice ", "There is nothing to pay", "could not collect")]
    [TestCase("cs", "Není co platit: faktura ", "Nemusíte nic platit", "nepodařilo")]
    [TestCase("de", "Nichts zu bezahlen: Rechnung ", "nichts bezahlen", "nicht abbuchen")]
    public void What_was_credited_whole_and_is_not_collected_any_more_is_not_dunned(
        string language, string subject, string says, string not)
    {
        IReadOnlyList<CreditNoteIssued> notes = [invoice.Note(400, 84), invoice.Note(600, 126)];
        var payment = PaymentState.Begin(invoice, Noon);
        var found = payment.Follow(new Findings(), new NextStep.Abandon(AbandonReason.Credited), Noon);

        var mail = Parsed(
            maker.Make(payment, found, invoice, Contact(language), ReceiptKind.NotCollected, Noon, notes));

        Assert.That(mail.Subject, Does.StartWith($"{subject}{invoice.Number}"));
        Assert.That(
            TextOf(mail),
            Does.Contain(says).And.Contain(notes[0].Number).And.Contain(notes[1].Number).And.Not.Contain(not));
        Assert.That(Documents(mail)[2..], Is.EqualTo(notes.SelectMany(note => Documents(note, language))));
        var status = new PaymentStatus.NotCollected { Credits = notes };
        Assert.That(Documents(mail)[0], Is.EqualTo(DocumentPdf.Write(invoice, status, Language.In(language).Document)));
    }

    [Test]
    public void A_refund_that_follows_a_note_brings_it_beside_the_invoice()
    {
        var note = invoice.Note(500, 105);
        var payment = PaymentState.Begin(invoice, Noon);
        var captured = Charging.Payments.Collecting.Attempt
            .Start(invoice.InvoiceId, 1, Card("tok_ok"), 1, invoice.Total, Noon).Captured();
        var found = payment.Follow(new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Noon);
        var refundable = new Refundable(invoice.Number, "Captured", invoice.Total.Minor, "EUR", "pay_1");
        var refund = Refund.Start(Credit.Of(note, Noon).ToOrder(note.Payable), refundable, Noon, Noon)
            .With(new GatewayAnswer.Refunded("ref_1"), Noon);

        var mail = Parsed(maker.Make(payment, found, invoice, Contact("en"), refund, Noon, null, note));

        Assert.That(TextOf(mail), Does.Contain($"Credit note: {note.Number}").And.Contain("electronic credit note"));
        Assert.That(
            mail.Attachments.Select(part => part.ContentDisposition!.FileName),
            Is.EqualTo((string[])
            [
                $"{invoice.Number}.pdf", $"{invoice.Number}.xml", $"{note.Number}.pdf", $"{note.Number}.xml",
            ]));
        Assert.That(Documents(mail)[2..], Is.EqualTo(Documents(note, "en")));
    }

    [Test]
    public void The_receipt_of_a_debit_that_was_drawn_less_brings_the_note_that_took_it_off()
    {
        var (debited, note) = (invoice.OfCreditor(), invoice.Note(400, 84));
        var payment = PaymentState.Begin(debited, Noon);
        var captured = (Charging.Payments.Collecting.Attempt
            .Start(debited.InvoiceId, 1, Account("pm_account"), 1, Euro(726), Noon) with
        { CreditedMinor = 484 }).Captured();
        var found = payment.Follow(new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Noon);

        var mail = Parsed(
            maker.Make(payment, found, debited, Contact("en"), ReceiptKind.Receipt, Noon, note));

        Assert.That(mail.Subject, Does.Contain("7.26").And.Contain("paid"));
        Assert.That(TextOf(mail), Does.Contain($"Credit note: {note.Number}"));
        Assert.That(Documents(mail)[2..], Is.EqualTo(Documents(note, "en")));
        Assert.That(
            System.Text.Encoding.UTF8.GetString(Documents(mail)[1]),
            Does.Contain(">7.26</cbc:PrepaidAmount>").And.Contain(">4.84</cbc:PayableAmount>").And.Contain(">M-1<"));
    }

    private static Contact Contact(string language) => new() { Email = "acme@customers.example", Language = language };

    private static MimeMessage Parsed(Receipt receipt)
    {
        using var bytes = new MemoryStream(receipt.Mail);
        return MimeMessage.Load(bytes);
    }

    private static string TextOf(MimeMessage mail) => mail.TextBody!.ReplaceLineEndings("\n").Replace('\u00A0', ' ');

    private static byte[][] Documents(CreditNoteIssued note, string language) =>
        [DocumentPdf.Write(note, Language.In(language).Document), UblCreditNote.Write(note)];

    private static byte[][] Documents(MimeMessage mail) =>
    [
        .. mail.Attachments.Cast<MimePart>().Select(part =>
        {
            using var content = new MemoryStream();
            part.Content!.DecodeTo(content);
            return content.ToArray();
        }),
    ];
}
