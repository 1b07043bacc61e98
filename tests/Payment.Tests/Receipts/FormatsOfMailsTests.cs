using System.Text.Json;
using Charging.Documents;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Sending;
using Charging.Payments.Tests.Refunding;
using Microsoft.Extensions.Options;
using MimeKit;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

/// <summary>Every mail carries its documents in the formats that were frozen with the invoice, and no others.</summary>
public class FormatsOfMailsTests
{
    private static readonly ReceiptMail Maker = new(Options.Create(new ReceiptOptions()));
    private static readonly DocumentWords English = Language.In("en").Document;
    private static readonly Contact Contact = new() { Email = "acme@customers.example", Language = "en" };

    private static readonly InvoiceCreated Everywhere =
        Invoice() with { Formats = [DocumentFormat.Isdoc, DocumentFormat.FacturX, DocumentFormat.Ubl] };

    private static IEnumerable<TestCaseData> Kinds()
    {
        var (payment, paid) = Paid(Everywhere);
        var captured = payment.ToPaymentCaptured(paid);
        var debit = new AnnouncedDebit(
            new(2026, 12, 4), Everywhere.Total, "Lesní banka", "3399", "M-1", "CZ73ZZZ10002");
        var facts = new PaymentFacts(Everywhere) { Contact = Contact, SettledAt = Noon, AnnouncedAt = Noon };

        yield return Kind(MailKind.Receipt, facts with { Paid = captured }, new PaymentStatus.Paid(captured));
        yield return Kind(MailKind.Reinstated, facts with { Paid = captured }, new PaymentStatus.Paid(captured));
        yield return Kind(MailKind.Notice, facts with { Announced = debit }, new PaymentStatus.Announced(debit));
        yield return Kind(
            MailKind.NotCollected, facts with { AbandonReason = AbandonReason.NoPaymentMethod },
            new PaymentStatus.AwaitsCustomer());
        yield return Kind(
            MailKind.ActionNeeded,
            facts with { LastAttempt = FindFacts.Of(Started(Everywhere.InvoiceId, 1).Declined("expired_card")) },
            new PaymentStatus.AwaitsCustomer());
    }

    [TestCaseSource(nameof(Kinds))]
    public void Each_kind_of_mail_carries_what_was_chosen(object kind, object facts, PaymentStatus status)
    {
        var mail = Make((MailKind)kind, (PaymentFacts)facts);

        Assert.That(
            mail.Attachments.Select(part => part.ContentDisposition!.FileName),
            Is.EqualTo(new[] { ".pdf", ".xml", ".isdoc" }.Select(extension => Everywhere.Number + extension)));
        Assert.That(
            Contents(mail), Is.EqualTo(DocumentFiles.Of(Everywhere, status, English).Select(file => file.Content)));
    }

    [Test]
    public void A_credit_note_goes_in_the_formats_of_its_invoice()
    {
        var note = Everywhere.Note(500, 105) with { Formats = Everywhere.Formats };
        var credit = Credit.Of(note, Noon) with
        {
            Outcome = CreditOutcome.NotOwed,
            CreditNo = 1,
            SettledAt = Noon.AddDays(1),
        };

        var mail = Parsed(Maker.Make(Everywhere, Contact, credit, Noon));

        Assert.That(Contents(mail), Is.EqualTo(DocumentFiles.Of(note, English).Select(file => file.Content)));
        Assert.That(TextOf(mail), Does.Contain(
            "The credit note is attached as PDF with an electronic credit note in it (Factur-X, ISDOC) and as " +
            "electronic credit note (UBL, ISDOC)."));
    }

    [TestCase("", "as a PDF and as an electronic invoice (UBL).", ".pdf .xml")]
    [TestCase("ubl", "as a PDF and as an electronic invoice (UBL).", ".pdf .xml")]
    [TestCase("xrechnung", "as a PDF and as an electronic invoice (XRechnung).", ".pdf .xml")]
    [TestCase("facturx", "as a PDF with an electronic invoice in it (Factur-X).", ".pdf")]
    [TestCase("isdoc", "in it (ISDOC) and as an electronic invoice (ISDOC).", ".pdf .isdoc")]
    [TestCase("facturx xrechnung", "in it (Factur-X) and as an electronic invoice (XRechnung).", ".pdf .xml")]
    public void The_letter_says_what_is_attached(string formats, string says, string attached)
    {
        var words = formats.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var chosen = Everywhere with
        {
            Formats = words.Length == 0 ? null : [.. words.Select(Words.Read<DocumentFormat>)],
        };

        var mail = Make(MailKind.Receipt, OfReceipt(chosen));

        Assert.That(TextOf(mail), Does.Contain(says));
        Assert.That(
            mail.Attachments.Select(part => part.ContentDisposition!.FileName![chosen.Number.Length..]),
            Is.EqualTo(attached.Split(' ')));
    }

    [Test]
    public void An_invoice_of_before_there_was_a_choice_goes_as_it_did()
    {
        var old = JsonSerializer.Serialize(Everywhere with { Formats = null }, Wire.Json);
        var read = JsonSerializer.Deserialize<InvoiceCreated>(old, Wire.Json)!;
        var paid = OfReceipt(read).Paid!;

        Assert.That(old, Does.Not.Contain("formats"));
        Assert.That(Contents(Make(MailKind.Receipt, OfReceipt(read))), Is.EqualTo((byte[][])
        [
            DocumentPdf.Write(read, new PaymentStatus.Paid(paid), English),
            Charging.Documents.Ubl.UblInvoice.Write(read, paid),
        ]));
    }

    [Test]
    public void In_Czech_it_is_said_as_well()
    {
        var mail = Make(
            MailKind.Receipt, OfReceipt(Everywhere) with { Contact = Contact with { Language = "cs" } });

        Assert.That(TextOf(mail), Does.Contain(
            "jako PDF s vloženou elektronickou fakturou (Factur-X, ISDOC) i jako elektronickou fakturu (UBL, ISDOC)."));
    }

    private static TestCaseData Kind(MailKind kind, PaymentFacts facts, PaymentStatus status) =>
        new TestCaseData(kind, facts, status).SetArgDisplayNames($"{kind}");

    private static PaymentFacts OfReceipt(InvoiceCreated invoice)
    {
        var (payment, found) = Paid(invoice);
        return new(invoice) { Contact = Contact, Paid = payment.ToPaymentCaptured(found), SettledAt = Noon };
    }

    private static (PaymentState Payment, Findings Found) Paid(InvoiceCreated invoice)
    {
        var payment = PaymentState.Begin(invoice, Noon);
        var captured = Charging.Payments.Collecting.Attempt
            .Start(invoice.InvoiceId, 1, Card("tok_ok"), 1, invoice.Total, Noon).Captured();
        return (payment, payment.Follow(
            new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Noon));
    }

    private static MimeMessage Make(MailKind kind, PaymentFacts facts) =>
        Parsed(Maker.Make(facts, new ReceiptKey(facts.Invoice.InvoiceId, kind), Noon));

    private static MimeMessage Parsed(Receipt receipt)
    {
        using var bytes = new MemoryStream(receipt.Mail);
        return MimeMessage.Load(bytes);
    }

    private static string TextOf(MimeMessage mail) =>
        mail.TextBody!.ReplaceLineEndings(" ").Replace('\u00A0', ' ');

    private static byte[][] Contents(MimeMessage mail) =>
    [
        .. mail.Attachments.Cast<MimePart>().Select(part =>
        {
            using var content = new MemoryStream();
            part.Content!.DecodeTo(content);
            return content.ToArray();
        }),
    ];
}
