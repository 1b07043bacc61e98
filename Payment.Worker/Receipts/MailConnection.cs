using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Charging.Payments.Receipts;

/// <summary>One connection to the mail server, encrypted and logged in as its options say.</summary>
internal sealed class MailConnection : IDisposable
{
    /// <summary>Servers hang up on who is silent, the strictest after half a minute or so.</summary>
    private static readonly TimeSpan TrustedSilence = TimeSpan.FromSeconds(5);

    private readonly SmtpClient client;
    private readonly TimeProvider clock;
    private long lastWord;

    private MailConnection(SmtpClient client, TimeProvider clock)
    {
        (this.client, this.clock) = (client, clock);
        lastWord = clock.GetTimestamp();
    }

    public static async Task<MailConnection> Open(
        MailServerOptions server, TimeProvider clock, CancellationToken cancellationToken)
    {
        var client = new SmtpClient
        {
            Timeout = (int)server.Timeout.TotalMilliseconds,
            CheckCertificateRevocation = false, // many authorities answer no question about it any more
        };
        if (server.Authority is { } file)
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
                IsSignedBy(file, certificate, chain, errors);

        MailConnection? opened = null;
        try
        {
            await client.ConnectAsync(server.Host!, server.Port, server.Socket, cancellationToken);
            if (server.User is { } user) await client.AuthenticateAsync(user, server.Password!, cancellationToken);
            return opened = new MailConnection(client, clock);
        }
        finally
        {
            if (opened is null) client.Dispose();
        }
    }

    /// <summary>
    /// Whether the failure is one of the connection, the log-in or the sender, and so of every mail; what a server says
    /// of one mail is an answer.
    /// </summary>
    public static bool IsLost(Exception exception) => exception is
        CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or
        AuthenticationException or MailKit.Security.AuthenticationException or MailKit.Security.SslHandshakeException or
        IOException or SocketException or TimeoutException or NotSupportedException or OperationCanceledException;

    /// <summary>Asks, if nothing was said for a while, whether the server is still there.</summary>
    public async Task<bool> IsAlive(CancellationToken cancellationToken)
    {
        if (!client.IsConnected) return false;
        if (clock.GetElapsedTime(lastWord) < TrustedSilence) return true;
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception lost) when (IsLost(lost) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task<MailAnswer> Send(MimeMessage mail, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(mail, cancellationToken);
            lastWord = clock.GetTimestamp();
            return new MailAnswer.Accepted();
        }
        catch (SmtpCommandException said) when (client.IsConnected && said.ErrorCode != SmtpErrorCode.SenderNotAccepted)
        {
            lastWord = clock.GetTimestamp();
            var answer = $"{(int)said.StatusCode} {said.Message}";
            return (int)said.StatusCode >= 500 ? new MailAnswer.Refused(answer) : new MailAnswer.Later(answer);
        }
    }

    public void Dispose() => client.Dispose();

    private static bool IsSignedBy(
        string file, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors is not (SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateChainErrors)) return false;
        if (errors == SslPolicyErrors.None) return true;
        if (chain is null || certificate is not X509Certificate2 servers) return false;

        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(servers);
    }
}
