using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Charging.Payments.Paying;

/// <summary>The page on which customers pay by themselves, and how much of it. Section <c>Paying:Page</c>.</summary>
internal sealed class PageOptions : IValidatableObject
{
    /// <summary>An IP address. Loopback: TLS is the matter of the proxy before it.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Where the page is; health and metrics have the port of their own that every worker has.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 8090;

    /// <summary>
    /// How long a customer may take on the gateway's page before we close it. So long nothing else is drawn for the
    /// invoice. Half an hour is time to look for a card and to ask the bank.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Where the gateway's page is: customers are sent nowhere else.</summary>
    public string Checkout { get; init; } = "https://checkout.stripe.com";

    /// <summary>How many calls of one address are answered in a minute; a customer needs five.</summary>
    [Range(1, 100_000)]
    public int PerMinute { get; init; } = 60;

    /// <summary>How many calls of all together are answered in a second.</summary>
    [Range(1, 100_000)]
    public int PerSecond { get; init; } = 100;

    /// <summary>
    /// The networks of the proxies before it, such as 10.0.0.0/8: what they say in X-Forwarded-For is believed, so that
    /// the limit is of customers and not of the proxy.
    /// </summary>
    public string[] Proxies { get; init; } = [];

    public string CheckoutOrigin => Checkout.TrimEnd('/');

    public IReadOnlyList<IPNetwork> TrustedProxies => [.. Proxies.Select(network => IPNetwork.Parse(network))];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out _))
            yield return new ValidationResult(
                $"Paying__Page__Address is '{Address}'; set an address such as 0.0.0.0.");
        if (!Uri.TryCreate(Checkout, UriKind.Absolute, out var gateway) || gateway.AbsolutePath != "/"
            || gateway.Scheme is not ("http" or "https") || gateway.UserInfo.Length > 0)
            yield return new ValidationResult(
                "Paying__Page__Checkout must be like https://host, with nothing after it.");
        if (!Proxies.All(network => IPNetwork.TryParse(network, out _)))
            yield return new ValidationResult("Paying__Page__Proxies must be networks such as 10.0.0.0/8.");
    }
}
