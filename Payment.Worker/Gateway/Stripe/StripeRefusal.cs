using System.Net;
using System.Net.Http.Headers;
using Stripe;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// What it means that Stripe answered with anything but 200. Its own texts are not passed on: they may repeat what was
/// sent. <c>Stripe-Should-Retry</c> speaks of the same call under the same key, never of another attempt.
/// </summary>
internal static class StripeRefusal
{
    /// <summary>Of a capture or a refund.</summary>
    public static GatewayAnswer OfDeed(StripeException refusal, DateTime now)
    {
        if (Common(refusal, now) is { } answer) return answer;
        return refusal.StripeError is { } error
            ? StripeDecline.Of(error, now, HeadersOf(refusal))
            : new GatewayAnswer.Unknown(Why(refusal));
    }

    /// <summary>Of a look-up: it declines nothing, whatever is wrong with it.</summary>
    public static GatewayAnswer OfLook(StripeException refusal, DateTime now) =>
        Common(refusal, now) ?? new GatewayAnswer.Unknown(Why(refusal)) { IsStored = true };

    /// <summary>Status and code, without Stripe's text.</summary>
    public static string Why(StripeException refusal) =>
        $"HTTP {(int)refusal.HttpStatusCode} {refusal.StripeError?.Code ?? refusal.StripeError?.Type ?? "unreadable"}";

    private static GatewayAnswer? Common(StripeException refusal, DateTime now)
    {
        var error = refusal.StripeError;
        var headers = HeadersOf(refusal);
        var advice = Read(headers, "Stripe-Should-Retry");

        if (refusal.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return new GatewayAnswer.NotTaken($"{Why(refusal)}; see to Gateway__Stripe__ApiKey");
        if (IsBusy(refusal) || (advice == "true" && !IsFault(refusal) && error?.Type != "card_error"))
            return new GatewayAnswer.NotTaken(Why(refusal), StripeDecline.RetryAfter(headers, now));
        if (error?.Type == "idempotency_error")
            return new GatewayAnswer.Unknown(Why(refusal)) { IsStored = true };
        if (error is null || refusal.HttpStatusCode < HttpStatusCode.BadRequest || IsFault(refusal))
        {
            var isStored = advice == "false" || Read(headers, "Idempotent-Replayed") == "true";
            return new GatewayAnswer.Unknown(Why(refusal)) { IsStored = isStored };
        }

        return null;
    }

    /// <summary>Too many calls; the key, or what it is about, is in work by an earlier call.</summary>
    private static bool IsBusy(StripeException refusal) =>
        refusal.HttpStatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict
        || refusal.StripeError?.Code is "lock_timeout" or "idempotency_key_in_use" or "rate_limit";

    private static bool IsFault(StripeException refusal) =>
        refusal.HttpStatusCode >= HttpStatusCode.InternalServerError;

    private static HttpResponseHeaders? HeadersOf(StripeException refusal) => refusal.StripeResponse?.Headers;

    private static string? Read(HttpResponseHeaders? headers, string name) =>
        headers is not null && headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
