using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Stripe;

namespace Charging.Payments.Tests.Gateway.Stripe;

/// <summary>Events as Stripe sends them, and their signature.</summary>
internal static class StripeEvents
{
    public const string Secret = "whsec_MARKEDsecretMARKED";

    public static string Of(string type, object about, string version = "2020-08-27") => JsonSerializer.Serialize(new
    {
        id = "evt_1",
        @object = "event",
        api_version = version,
        created = 1_764_000_000,
        type,
        data = new { @object = about },
    });

    public static object Payment(Guid invoiceId, int attemptNo = 1, string status = "succeeded") => Answer.PaymentOf(
        status, metadata: new { invoice_id = $"{invoiceId}", attempt_no = $"{attemptNo}" });

    public static object Dispute(string status) => new
    {
        id = "dp_1", @object = "dispute", status, amount = 1210, currency = "eur", payment_intent = "pi_1",
        charge = "ch_1", reason = "fraudulent",
    };

    public static object Charge() => new
    {
        id = "ch_1", @object = "charge", amount = 1210, amount_refunded = 300, currency = "eur",
        payment_intent = "pi_1",
    };

    /// <summary>A signed call, as the listener hands it over.</summary>
    public static DefaultHttpContext Call(string body, DateTimeOffset signedAt, string secret = Secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var http = new DefaultHttpContext();
        http.Request.Method = HttpMethods.Post;
        http.Request.Body = new MemoryStream(bytes);
        http.Request.Headers["Stripe-Signature"] = Signature(body, signedAt, secret);
        return http;
    }

    public static string Signature(string body, DateTimeOffset signedAt, string secret = Secret) =>
        EventUtility.GenerateSignatureHeader(body, secret, signedAt.ToUnixTimeSeconds());
}
