using System.ComponentModel.DataAnnotations;
using MailKit.Security;

namespace Charging.Payments.Receipts;

/// <summary>The mail server (SMTP) that receipts leave through. Section <c>Receipts:Smtp</c>.</summary>
internal sealed class MailServerOptions : IValidatableObject
{
    /// <summary>The server's name. Without one, mails become files in Receipts__Folder.</summary>
    public string? Host { get; init; }

    /// <summary>The server's port; 587 is where mail servers take mails from programs (RFC 6409).</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>As whom the worker logs in. Without one, it does not.</summary>
    public string? User { get; init; }

    /// <summary>Goes with the user; both or neither.</summary>
    public string? Password { get; init; }

    /// <summary>How the connection is encrypted; where it cannot be so, nothing is sent.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The hosts that may be spoken to without encryption, such as localhost; nobody by default.</summary>
    public IReadOnlyList<string> PlainHosts { get; init; } = [];

    /// <summary>A PEM file with the authority of our own that signed the server's certificate, if one did.</summary>
    public string? Authority { get; init; }

    /// <summary>Connections at once, each kept open for the next mail. Many servers refuse more than ten.</summary>
    [Range(1, 100)]
    public int Connections { get; init; } = 4;

    /// <summary>How long one answer may take. Servers that look at a mail before they accept it take seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After a connection failed none is tried for so long: a server that comes up is not stormed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(15);

    public SecureSocketOptions Socket => Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Security == MailSecurity.None && Host is { } host && !PlainHosts.Contains(host))
            yield return new ValidationResult(
                $"Receipts__Smtp__Security is none, so mails would travel readable to '{host}'; set it to startTls " +
                "or tls, or name that host in Receipts__Smtp__PlainHosts__0.");
        if (User is null != Password is null)
            yield return new ValidationResult(
                "Set both Receipts__Smtp__User and Receipts__Smtp__Password, or neither.");
        if (Authority is { } authority && !File.Exists(authority))
            yield return new ValidationResult(
                $"Receipts__Smtp__Authority is '{authority}', which is no file; name a certificate in PEM form.");
    }
}

/// <summary>How the connection to the mail server is encrypted; where it cannot be so, nothing is sent.</summary>
internal enum MailSecurity
{
    /// <summary>Plain at first, encrypted before anything is said; usual on ports 587 and 25.</summary>
    StartTls,

    /// <summary>From the first byte; usual on port 465.</summary>
    Tls,

    /// <summary>Not at all: only for a host that Receipts__Smtp__PlainHosts names.</summary>
    None,
}
