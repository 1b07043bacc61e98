using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Charging.TestBed;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Charging.Payments.Tests.Receipts;

/// <summary>A real mail server on loopback, which keeps what it accepts and answers as a test says.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly SmtpServer.SmtpServer server;
    private readonly Task running;
    private int connections;

    private PostOffice(int port, X509Certificate2? certificate)
    {
        Port = port;
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port));
                if (certificate is not null) endpoint.Certificate(certificate).AllowUnsecureAuthentication(false);
            })
            .Build();
        var parts = new ServiceProvider();
        parts.Add(new Shelf(this));
        parts.Add(new Door(this));
        parts.Add(new Clerk());
        server = new SmtpServer.SmtpServer(options, parts);
        server.SessionCreated += (_, _) => Interlocked.Increment(ref connections);
        running = server.StartAsync(default);
    }

    public int Port { get; }

    public int Connections => connections;

    /// <summary>As they came over the wire, in any order.</summary>
    public ConcurrentBag<byte[]> Mails { get; } = [];

    /// <summary>What is said of a mail; accepted unless a test says otherwise.</summary>
    public SmtpResponse Answer { get; set; } = SmtpResponse.Ok;

    public string? UnknownMailbox { get; set; }

    public string? UnwantedSender { get; set; }

    public static PostOffice Open(X509Certificate2? certificate = null, int? port = null) =>
        new(port ?? Ports.Free(), certificate);

    /// <summary>For localhost, signed by itself; its public part is written to the file.</summary>
    public static X509Certificate2 NewCertificate(string file)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(file, made.ExportCertificatePem());
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    public async ValueTask DisposeAsync()
    {
        server.Shutdown();
        await running;
    }

    private sealed class Shelf(PostOffice office) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken)
        {
            if (office.Answer.ReplyCode == SmtpReplyCode.Ok) office.Mails.Add(buffer.ToArray());
            return Task.FromResult(office.Answer);
        }
    }

    private sealed class Door(PostOffice office) : MailboxFilter
    {
        public override Task<bool> CanAcceptFromAsync(
            ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) =>
            Task.FromResult(from.User != office.UnwantedSender);

        public override Task<bool> CanDeliverToAsync(
            ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(to.User != office.UnknownMailbox);
    }

    private sealed class Clerk : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(
            ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult((user, password) == ("charging", "secret"));
    }
}
