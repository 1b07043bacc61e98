using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using SmtpServer.Protocol;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

public class MailServerTests
{
    private readonly FakeTimeProvider clock = new(Noon);
    private readonly string authority =
        Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.pem");

    private X509Certificate2 certificate = null!;
    private PostOffice office = null!;

    [OneTimeSetUp]
    public void MakeCertificate() => certificate = PostOffice.NewCertificate(authority);

    [OneTimeTearDown]
    public void RemoveCertificate()
    {
        certificate.Dispose();
        File.Delete(authority);
    }

    [SetUp]
    public void Open() => office = PostOffice.Open(certificate);

    [TearDown]
    public async Task Close() => await office.DisposeAsync();

    [Test]
    public async Task A_mail_arrives_byte_for_byte_over_an_encrypted_connection()
    {
        using var server = Server(At(office.Port));
        var mail = Mail();

        var answer = await server.Deliver(mail, default);

        Assert.That(answer, Is.InstanceOf<MailAnswer.Accepted>());
        var arrived = office.Mails.Single();
        Assert.That(TrimEnd(arrived), Is.EqualTo(TrimEnd(mail.Mail)));
        using var bytes = new MemoryStream(arrived);
        Assert.That((await MimeMessage.LoadAsync(bytes)).MessageId, Is.EqualTo(mail.MailId));
    }

    [Test]
    public async Task Many_mails_share_a_few_connections()
    {
        using var server = Server(At(office.Port));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => server.Deliver(Mail(), default)));

        Assert.That(answers, Has.All.InstanceOf<MailAnswer.Accepted>());
        Assert.That(office.Mails, Has.Count.EqualTo(40));
        Assert.That(office.Connections, Is.InRange(1, 2));
    }

    [Test]
    public async Task After_a_silence_the_server_is_asked_first_and_one_that_was_started_anew_is_connected_anew()
    {
        using var server = Server(At(office.Port));
        await server.Deliver(Mail(), default);
        await office.DisposeAsync();
        office = PostOffice.Open(certificate, office.Port);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await server.Deliver(Mail(), default), Is.InstanceOf<MailAnswer.Accepted>());
        Assert.That(office.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_passing_refusal_puts_the_mail_off_and_no_other()
    {
        using var server = Server(At(office.Port));
        office.Answer = new SmtpResponse(SmtpReplyCode.InsufficientStorage, "mailbox full");

        var answer = await server.Deliver(Mail(), default);

        Assert.That(answer, Is.EqualTo(new MailAnswer.Later("452 mailbox full")));
        Assert.That(server.IsOpen, Is.True);
    }

    [Test]
    public async Task A_refusal_for_good_is_told_with_the_servers_words_and_the_connection_goes_on()
    {
        using var server = Server(At(office.Port));
        office.UnknownMailbox = "acme";

        var refused = await server.Deliver(Mail(), default);
        office.UnknownMailbox = null;
        var accepted = await server.Deliver(Mail(), default);

        Assert.That(refused, Is.InstanceOf<MailAnswer.Refused>().With.Property("Why").StartsWith("550 "));
        Assert.That(accepted, Is.InstanceOf<MailAnswer.Accepted>());
        Assert.That(office.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_is_away_is_tried_once_and_then_rests()
    {
        var away = At(office.Port);
        await office.DisposeAsync();
        using var server = Server(away);

        var first = await server.Deliver(Mail(), default);
        office = PostOffice.Open(certificate, office.Port);
        var second = await server.Deliver(Mail(), default);
        clock.Advance(away.Rest);
        var third = await server.Deliver(Mail(), default);

        Assert.That(new[] { first, second }, Is.All.InstanceOf<MailAnswer.Later>());
        Assert.That(third, Is.InstanceOf<MailAnswer.Accepted>());
        Assert.That(office.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Where_encryption_is_not_to_be_had_nothing_is_sent()
    {
        await using var plain = PostOffice.Open();
        using var server = Server(At(plain.Port));

        Assert.That(await server.Deliver(Mail(), default), Is.InstanceOf<MailAnswer.Later>());
        Assert.That(plain.Mails, Is.Empty);
        Assert.That(server.IsOpen, Is.False);
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using var server = Server(At(office.Port, trusted: false));

        Assert.That(await server.Deliver(Mail(), default), Is.InstanceOf<MailAnswer.Later>());
        Assert.That(office.Mails, Is.Empty);
    }

    [Test]
    public async Task A_wrong_password_makes_no_mail_undeliverable()
    {
        using var server = Server(At(office.Port, password: "wrong"));

        Assert.That(await server.Deliver(Mail(), default), Is.InstanceOf<MailAnswer.Later>());
        Assert.That((office.Mails.Count, server.IsOpen), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_sender_that_the_server_does_not_want_makes_no_mail_undeliverable()
    {
        using var server = Server(At(office.Port));
        office.UnwantedSender = "receipts";

        Assert.That(await server.Deliver(Mail(), default), Is.InstanceOf<MailAnswer.Later>());
        Assert.That(server.IsOpen, Is.False);
    }

    [Test]
    public async Task A_server_that_says_nothing_is_waited_for_only_so_long()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var server = Server(At(((IPEndPoint)silent.LocalEndpoint).Port));

        var answer = await server.Deliver(Mail(), default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(answer, Is.InstanceOf<MailAnswer.Later>());
        Assert.That(server.IsOpen, Is.False);
    }

    private static Receipt Mail()
    {
        var invoice = Invoice();
        var payment = PaymentState.Begin(invoice, Noon);
        var captured = Started(invoice.InvoiceId, 1).Captured();
        var found = payment.Follow(new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Noon);
        var contact = new Contact { Email = "acme@customers.example", Language = "cs" };
        return new ReceiptMail(Options.Create(new ReceiptOptions()))
            .Make(payment, found, invoice, contact, ReceiptKind.Receipt, Noon);
    }

    /// <summary>Whether a mail ends in a line end or two is the wire's to say.</summary>
    private static byte[] TrimEnd(byte[] mail) => mail.AsSpan().TrimEnd("\r\n"u8).ToArray();

    private MailServer Server(MailServerOptions options) =>
        new(Options.Create(options), NullLogger<MailServer>.Instance, clock);

    private MailServerOptions At(int port, bool trusted = true, string password = "secret") => new()
    {
        Host = "localhost",
        Port = port,
        User = "charging",
        Password = password,
        Authority = trusted ? authority : null,
        Connections = 2,
        Timeout = TimeSpan.FromSeconds(3),
    };
}
