using System.Net.Http.Headers;
using Stripe;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// What Stripe's word for a decline means to us. The advice of Stripe and of the card network wins over the table of
/// codes; the stricter advice wins over the other.
/// </summary>
internal static class StripeDecline
{
    public static GatewayAnswer Of(StripeError error, DateTime now, HttpResponseHeaders? headers = null)
    {
        var code = CodeOf(error);

        // The bank saw the same amount a moment ago: that may have been ours.
        if (code == "duplicate_transaction") return new GatewayAnswer.Unknown(code) { IsStored = true };

        return new GatewayAnswer.Declined(code, ClassOf(code, error), WaitUntil(error, headers, now));
    }

    /// <summary>Retry-After, in seconds or as a date; null if there is none.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders? headers, DateTime now) =>
        headers?.RetryAfter is not { } wish ? null : wish.Delta ?? wish.Date?.UtcDateTime - now;

    /// <summary>
    /// The decline code if it says anything; else the bank's own code, where it stands in the table; else the error's.
    /// </summary>
    private static string CodeOf(StripeError error) =>
        error.DeclineCode is { Length: > 0 } decline and not "generic_decline" ? decline
        : error.NetworkDeclineCode is { } bank && DeclineCodes.Knows(bank) ? bank
        : error.DeclineCode ?? error.Code ?? "no_code";

    /// <summary>Numbers are Mastercard's merchant advice codes.</summary>
    private static DeclineClass ClassOf(string code, StripeError error) =>
        (error.AdviceCode, error.NetworkAdviceCode) switch
        {
            ("do_not_try_again", _) or (_, "03" or "21" or "41") => DeclineClass.Never,
            ("confirm_card_data", _) or (_, "01") => DeclineClass.FixData,
            ("try_again_later", _) or (_, "02") => Later(DeclineCodes.ClassOf(code)),
            (_, { } advice) when NetworkWait(advice) is not null => Later(DeclineCodes.ClassOf(code)),
            _ => DeclineCodes.ClassOf(code),
        };

    /// <summary>Of the classes that allow another try the table's own; else the plain one.</summary>
    private static DeclineClass Later(DeclineClass table) =>
        table is DeclineClass.CustomerAction or DeclineClass.Technical ? table : DeclineClass.Later;

    private static DateTime? WaitUntil(StripeError error, HttpResponseHeaders? headers, DateTime now) =>
        now + (RetryAfter(headers, now) ?? NetworkWait(error.NetworkAdviceCode));

    private static TimeSpan? NetworkWait(string? advice) => advice switch
    {
        "24" => TimeSpan.FromHours(1),
        "25" => TimeSpan.FromDays(1),
        "26" => TimeSpan.FromDays(2),
        "27" => TimeSpan.FromDays(4),
        "28" => TimeSpan.FromDays(6),
        "29" => TimeSpan.FromDays(8),
        "30" => TimeSpan.FromDays(10),
        _ => null,
    };
}
