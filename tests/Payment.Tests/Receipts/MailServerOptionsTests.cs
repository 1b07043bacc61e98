using System.ComponentModel.DataAnnotations;

namespace Charging.Payments.Tests.Receipts;

public class MailServerOptionsTests
{
    [Test]
    public void Without_a_setting_mails_are_files_and_a_host_is_spoken_to_with_encryption()
    {
        Assert.That(Faults(new MailServerOptions()), Is.Empty);
        Assert.That(Faults(new MailServerOptions { Host = "mail.example" }), Is.Empty);
        Assert.That(new MailServerOptions().Security, Is.EqualTo(MailSecurity.StartTls));
    }

    [Test]
    public void No_encryption_is_for_hosts_that_are_named()
    {
        var plain = new MailServerOptions { Host = "mail.example", Security = MailSecurity.None };

        Assert.That(Faults(plain), Has.One.Contains("Receipts__Smtp__PlainHosts__0").And.One.Contains("mail.example"));
        Assert.That(
            Faults(new MailServerOptions
            {
                Host = "localhost", Security = MailSecurity.None, PlainHosts = ["localhost"],
            }),
            Is.Empty);
    }

    [Test]
    public void A_user_has_a_password() =>
        Assert.That(
            Faults(new MailServerOptions { Host = "mail.example", User = "charging" }),
            Has.One.Contains("Receipts__Smtp__Password"));

    [Test]
    public void An_authority_is_a_file() =>
        Assert.That(
            Faults(new MailServerOptions { Host = "mail.example", Authority = "/nowhere.pem" }),
            Has.One.Contains("/nowhere.pem"));

    private static IEnumerable<string?> Faults(MailServerOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Select(fault => fault.ErrorMessage);
    }
}
