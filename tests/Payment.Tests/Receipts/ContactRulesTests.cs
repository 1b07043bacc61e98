using Charging.Documents.Parties;
using MimeKit;

namespace Charging.Payments.Tests.Receipts;

/// <summary>Whatever address a customer may have, the library that sends mails takes it as that very address.</summary>
public class ContactRulesTests
{
    [TestCase("a@b.example")]
    [TestCase("o'brien+invoices@mail.example.co.uk")]
    [TestCase("!#$%&'*+-/=?^_`{|}~@b.example")]
    [TestCase("ucet@kůň.example")]
    [TestCase("a@xn--k-zea1e.example")]
    [TestCase("a@例え.example")]
    public void An_address_that_is_allowed_goes_into_a_mail_in_ascii(string address)
    {
        Assert.That(MailAddress.FaultIn(address), Is.Null);
        Assert.That(MailboxAddress.TryParse(address, out var parsed), Is.True);
        Assert.That(parsed!.Address.Split('@')[0], Is.EqualTo(address.Split('@')[0]));

        using var mail = new MimeMessage { Body = new TextPart("plain") { Text = "x" } };
        mail.To.Add(parsed);
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes);

        var head = System.Text.Encoding.UTF8.GetString(bytes.ToArray()).Split("\n").Single(
            line => line.StartsWith("To:", StringComparison.Ordinal));
        Assert.That(head.All(char.IsAscii), Is.True, head);
        Assert.That(head.Trim(), Does.StartWith($"To: {address.Split('@')[0]}@"));
    }
}
