using Microsoft.Extensions.Options;

namespace Charging.Payments.Linking;

/// <summary>Writes and reads the links by which customers pay by themselves.</summary>
internal sealed class PayLinks
{
    /// <summary>Where links lead, with a token behind it.</summary>
    public const string Path = "/p/";

    private readonly PayLinkOptions options;
    private readonly TimeProvider clock;

    public PayLinks(IOptions<PayLinkOptions> options, TimeProvider clock, ILogger<PayLinks> log)
    {
        (this.options, this.clock) = (options.Value, clock);
        if (!this.options.IsOn) log.NoPayLinks();
    }

    /// <summary>For a mail of that day; null where there are no links.</summary>
    public string? Of(Guid invoiceId, DateTime day) => options.IsOn
        ? UrlOf(new PayToken(invoiceId, day + options.LinkLife).Write(options.Keys[0]))
        : null;

    public string UrlOf(string token) => $"{options.Url.TrimEnd('/')}{Path}{token}";

    /// <summary>Which invoice may be paid by it now; null for one that is forged, expired or not ours.</summary>
    public Guid? Read(string token) => PayToken.Read(token, options.Keys, clock.GetUtcNow().UtcDateTime)?.InvoiceId;
}
