using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ZstdSharp;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

public class MailPackingTests
{
    /// <summary>What a mail may take of the database.</summary>
    private const int Room = 6_000;

    [TestCase("en", ReceiptKind.Receipt)]
    [TestCase("cs", ReceiptKind.Receipt)]
    [TestCase("en", ReceiptKind.NotCollected)]
    [TestCase("cs", ReceiptKind.NotCollected)]
    [TestCase("de", ReceiptKind.Receipt)]
    [TestCase("de", ReceiptKind.NotCollected)]
    public void A_mail_is_kept_in_little_and_comes_back_byte_for_byte(string language, ReceiptKind kind)
    {
        var mail = Mail(language, kind);

        var packed = MailPacking.Pack(mail);

        Assert.That(packed, Has.Length.LessThan(Room));
        Assert.That(MailPacking.Unpack(packed, MailPacking.Newest), Is.EqualTo(mail));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100_000)]
    [TestCase(3_000_000)]
    public void Whatever_bytes_it_has_come_back(int length)
    {
        var mail = RandomNumberGenerator.GetBytes(length);

        Assert.That(MailPacking.Unpack(MailPacking.Pack(mail), MailPacking.Newest), Is.EqualTo(mail));
    }

    [Test]
    public void Many_at_once_do_not_mix()
    {
        var mails = Enumerable.Range(0, 200).Select(i => RandomNumberGenerator.GetBytes(i * 50)).ToList();

        var back = mails.AsParallel().AsOrdered()
            .Select(mail => MailPacking.Unpack(MailPacking.Pack(mail), MailPacking.Newest)).ToList();

        Assert.That(back, Is.EqualTo(mails));
    }

    [Test]
    public void Of_bytes_that_were_damaged_no_mail_is_made()
    {
        var packed = MailPacking.Pack(Mail("en", ReceiptKind.Receipt));
        for (var at = 0; at < packed.Length; at += 97)
        {
            var damaged = packed.ToArray();
            damaged[at] ^= 0x10;

            Assert.That(() => MailPacking.Unpack(damaged, MailPacking.Newest), Throws.InstanceOf<ZstdException>());
        }
    }

    [TestCase(0)]
    [TestCase(2)]
    public void A_dictionary_that_there_is_not_is_told_with_what_to_do(short number) =>
        Assert.That(
            () => MailPacking.Unpack(MailPacking.Pack([1]), number),
            Throws.InvalidOperationException.With.Message.Contains($"dictionary {number}")
                .And.Message.Contains("let that one read it"));

    /// <summary>Mails are kept by it: if this fails, a file that may never change was changed.</summary>
    [TestCase(1, "984fad72e1a45352c03df57f088a2e827d0956bd12ef122f134dd7f9d51c3021")]
    public void A_dictionary_stays_as_it_was(int number, string hash)
    {
        using var dictionary = typeof(MailPacking).Assembly.GetManifestResourceStream($"mails-{number}.dictionary");

        Assert.That(Convert.ToHexStringLower(SHA256.HashData(dictionary!)), Is.EqualTo(hash));
    }

    private static byte[] Mail(string language, ReceiptKind kind)
    {
        var invoice = Invoice() with { Language = language };
        var payment = PaymentState.Begin(invoice, Noon);
        var captured = Charging.Payments.Collecting.Attempt
            .Start(invoice.InvoiceId, 1, Card("tok_ok"), 1, invoice.Total, Noon).Captured();
        NextStep next = kind == ReceiptKind.Receipt
            ? new NextStep.Captured(captured)
            : new NextStep.Abandon(AbandonReason.MethodsRefused);
        var found = payment.Follow(new Findings { Attempts = [captured] }, next, Noon);
        var contact = new Contact { Email = "acme@customers.example", Language = language };
        return new ReceiptMail(Options.Create(new ReceiptOptions()))
            .Make(payment, found, invoice, contact, kind, Noon).Mail;
    }
}
