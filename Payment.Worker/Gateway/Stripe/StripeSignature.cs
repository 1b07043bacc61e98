using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Stripe;
using Event = Stripe.Event;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>Tells what Stripe signed just now from what anybody may send.</summary>
internal sealed partial class StripeSignature(IOptions<StripeOptions> options, TimeProvider clock)
{
    /// <summary>Null unless one of the secrets signed it within the tolerance.</summary>
    public Event? Verify(string body, string signature)
    {
        if (!Signature().IsMatch(signature)) return null;
        foreach (var secret in options.Value.WebhookSecrets)
        {
            try
            {
                return EventUtility.ConstructEvent(
                    body, signature, secret, (long)options.Value.WebhookTolerance.TotalSeconds,
                    clock.GetUtcNow().ToUnixTimeSeconds(), throwOnApiVersionMismatch: false);
            }
            catch (Exception refused) when (refused is StripeException or JsonException)
            {
                continue; // to the secret that is being replaced by this one
            }
        }

        return null;
    }

    /// <summary>t=1700000000,v1=hexadecimal and other schemes; no moment is as far away as more digits.</summary>
    [GeneratedRegex(@"^t=[0-9]{1,11}(,[a-z0-9]{1,10}=[0-9A-Za-z]{1,200}){1,20}\z")]
    private static partial Regex Signature();
}
