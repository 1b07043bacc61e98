using System.Text.Json;

namespace Charging.Sandbox;

/// <summary>Answers in Stripe's shape and with its headers.</summary>
internal static class Replies
{
    private const string RetryAfterSeconds = "1";

    /// <summary>The request's own req_…, made when it is first asked for.</summary>
    public static string RequestIdOf(HttpContext http)
    {
        if (http.Response.Headers["Request-Id"].ToString() is { Length: > 0 } known) return known;
        var made = $"req_{Guid.CreateVersion7():N}";
        http.Response.Headers["Request-Id"] = made;
        return made;
    }

    public static Task Say(this HttpContext http, object view) => http.Write(200, view);

    public static Task Say(this HttpContext http, StripeError error)
    {
        if (error.ShouldRetry is { } retry) http.Response.Headers["Stripe-Should-Retry"] = retry ? "true" : "false";
        if (error.Status == 429) http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return http.Write(error.Status, new { Error = new { error.Code, error.Message, error.Param, error.Type } });
    }

    /// <summary>What the entry is answered with, apart from calls that get no proper answer.</summary>
    public static Task Say(this HttpContext http, Entry entry, Expansion expansion) => entry switch
    {
        { Status: 500 } => http.Say(StripeError.Broken),
        { Status: 402, Intent: { } intent } => http.SayDeclined(intent, entry.Charge),
        { Refund: { } refund } => http.Say(Views.Refund(refund)),
        { Kind: EntryKind.SessionOpened or EntryKind.SessionExpired, Session: { } session } => http.Say(
            Views.Session(session, null, SessionEndpoints.UrlOf(http, session), entry.At, expansion)),
        _ => http.Say(Views.Intent(entry.Intent!, entry.Charge, entry.Transaction, expansion)),
    };

    private static Task SayDeclined(this HttpContext http, Intent intent, Charge? charge)
    {
        var (decline, view) = (intent.LastError!, Views.Intent(intent, charge, null, Expansion.None));
        http.Response.Headers["Stripe-Should-Retry"] = "false";
        return http.Write(402, new
        {
            Error = new
            {
                decline.AdviceCode,
                Charge = intent.LatestCharge,
                decline.Code,
                decline.DeclineCode,
                decline.Message,
                decline.NetworkAdviceCode,
                decline.NetworkDeclineCode,
                PaymentIntent = view,
                Type = "card_error",
            },
        });
    }

    private static async Task Write(this HttpContext http, int status, object body)
    {
        RequestIdOf(http);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Wire.Json);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
