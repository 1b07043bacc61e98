using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// How Stripe is reached. Section <c>Gateway:Stripe</c>. A class and no record: it must not say its secrets when it is
/// printed.
/// </summary>
internal sealed class StripeOptions : IValidatableObject
{
    private const int MostSecrets = 5;

    /// <summary>
    /// The key: sk_… or, better, rk_… with the rights to write payment intents and refunds, and to read payouts,
    /// balance transactions and charges for <c>settle --from-gateway</c>. Stripe as the gateway needs it.
    /// </summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Where Stripe is; another address only for a counterpart of one's own.</summary>
    public Uri ApiBase { get; init; } = new("https://api.stripe.com");

    /// <summary>Where Stripe's events are heard, at /webhooks/stripe; 0 for nowhere: look-ups do it alone.</summary>
    [Range(0, 65535)]
    public int WebhookPort { get; init; }

    /// <summary>Where it listens; on loopback, since something with a certificate stands before it.</summary>
    public string WebhookAddress { get; init; } = "127.0.0.1";

    /// <summary>What Stripe signs its events with, whsec_…; two of them while one replaces the other.</summary>
    public string[] WebhookSecrets { get; init; } = [];

    /// <summary>How old an event's signature may be; after that it may be an old one played again.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan WebhookTolerance { get; init; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ApiKey))
            yield return new ValidationResult("Gateway__Stripe__ApiKey is not set; Gateway__Kind=stripe needs it.");
        else if (ApiKey.Any(char.IsWhiteSpace))
            yield return new ValidationResult("Gateway__Stripe__ApiKey has a blank in it; set the key alone.");
        if (!ApiBase.IsAbsoluteUri || ApiBase.UserInfo.Length > 0 || ApiBase.Scheme is not ("http" or "https"))
            yield return new ValidationResult("Gateway__Stripe__ApiBase must be like https://host, without a user.");
        else if (ApiBase.Scheme == "http" && ApiKey.Contains("_live_", StringComparison.Ordinal))
            yield return new ValidationResult("Gateway__Stripe__ApiBase is not https: it would show a live key.");
        if (WebhookPort > 0 && !WebhookSecrets.Any(IsSecret))
            yield return new ValidationResult(
                "Gateway__Stripe__WebhookPort is set, and Gateway__Stripe__WebhookSecrets__0 is not; set it.");
        if (!WebhookSecrets.All(IsSecret) || WebhookSecrets.Length > MostSecrets)
            yield return new ValidationResult(
                $"Gateway__Stripe__WebhookSecrets may be {MostSecrets} at most, and none of them empty.");
        if (!IPAddress.TryParse(WebhookAddress, out _))
            yield return new ValidationResult(
                $"Gateway__Stripe__WebhookAddress is '{WebhookAddress}'; set an address such as 0.0.0.0.");
    }

    private static bool IsSecret(string secret) => !string.IsNullOrWhiteSpace(secret);
}
