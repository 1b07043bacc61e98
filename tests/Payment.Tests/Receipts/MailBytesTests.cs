using System.Text;
using MimeKit;

namespace Charging.Payments.Tests.Receipts;

/// <summary>Mails as another program reads them.</summary>
public class MailBytesTests
{
    [TestCase("Telefonie & spol.")]
    [TestCase("Say \"hello\" \\ Ltd, <b@c.example>; (x)")]
    [TestCase("Příliš žluťoučký kůň úpěl ďábelské ódy, a to velmi dlouho, spol. s r.o.")]
    [TestCase("Ελληνική Εταιρεία Τηλεπικοινωνιών")]
    [TestCase("東京 Ltd 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    [TestCase("=?utf-8?q?no_word?=")]
    [TestCase("")]
    public void A_name_of_any_letters_is_read_back(string name)
    {
        var mail = Read(bytes =>
        {
            bytes.Mailbox("To", name, "a@b.example");
            bytes.Header("Subject", name);
        });

        Assert.That(mail.To.Mailboxes.Single().Name, Is.EqualTo(name));
        Assert.That(mail.To.Mailboxes.Single().Address, Is.EqualTo("a@b.example"));
        Assert.That(mail.Subject, Is.EqualTo(name));
    }

    [TestCase("x\r\nBcc: thief@x.example")]
    [TestCase("x\nBcc: thief@x.example\r\n\r\nbody")]
    [TestCase("x\0\u007F")]
    public void Nothing_in_a_name_ends_a_header(string name)
    {
        var mail = Read(bytes =>
        {
            bytes.Mailbox("From", name, "a@b.example");
            bytes.Header("Subject", name);
        });

        Assert.That(mail.Bcc, Is.Empty);
        Assert.That(
            mail.Headers.Select(header => header.Field), Is.EqualTo(new[] { "From", "Subject" }));
    }

    [TestCase("plain\nsecond = third\n\n\nlast")]
    [TestCase("blanks at the end   \n tab\t\n.\n..\nFrom me\n--x--\n")]
    [TestCase("Příliš žluťoučký kůň 東京 😀 e\u0301\n")]
    [TestCase("")]
    public void A_text_is_read_back_line_by_line(string text) =>
        Assert.That(
            Read(bytes => bytes.Header("Subject", "x"), text).TextBody!.ReplaceLineEndings("\n"),
            Is.EqualTo($"{text}\n"));

    [Test]
    public void A_long_text_and_long_bytes_stand_in_short_lines_of_ascii()
    {
        var bytes = new MailBytes();
        bytes.Text(string.Concat(Enumerable.Repeat("dlouhý text = ž 😀 ", 500)));
        var content = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7 % 256)).ToArray();
        bytes.Content(content);

        var lines = Encoding.Latin1.GetString(bytes.End()).Split("\r\n");

        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(76));
        Assert.That(lines.SelectMany(line => line), Has.All.InRange(' ', '~'));
        Assert.That(
            Convert.FromBase64String(string.Concat(lines.SkipWhile(line => !line.StartsWith("AAcOFRwj")))),
            Is.EqualTo(content));
    }

    private static MimeMessage Read(Action<MailBytes> head, string text = "x")
    {
        var bytes = new MailBytes();
        head(bytes);
        bytes.Line("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n");
        bytes.Text(text);
        using var stream = new MemoryStream(bytes.End());
        return MimeMessage.Load(stream);
    }
}
