using System.Text.Json;

namespace Charging.Payments.Tests.Stripe;

/// <summary>What Stripe says to one call, in the shapes of its API.</summary>
internal sealed record Answer(int Status, string? Json, params (string Name, string Value)[] Headers)
{
    /// <summary>The connection is cut.</summary>
    public static readonly Answer Silence = new(0, null);

    /// <summary>Nothing is said until the caller has had enough.</summary>
    public static readonly Answer Hang = new(1, null);

    public static Answer Payment(string status, object? error = null, string id = "pi_1", string? cancelled = null) =>
        Of(PaymentOf(status, error, id, cancelled));

    public static Answer Refund(string status, string? reason = null, int refundNo = 1, Guid? invoiceId = null) =>
        Of(RefundOf(status, reason, refundNo, invoiceId));

    /// <summary>A page of what was searched or listed; there are no more.</summary>
    public static Answer List(params object[] found) =>
        Of(new { @object = "list", url = "/v1/things", has_more = false, data = found });

    public static Answer Error(int status, object error, params (string Name, string Value)[] headers) =>
        new(status, JsonSerializer.Serialize(new { error }), headers);

    public static Answer Declined(string decline, string? advice = null, string? networkAdvice = null) =>
        Error(402, ErrorOf(decline, advice, networkAdvice));

    public static object ErrorOf(string decline, string? advice = null, string? networkAdvice = null) => new
    {
        type = "card_error",
        code = "card_declined",
        decline_code = decline,
        advice_code = advice,
        network_advice_code = networkAdvice,
        message = "Your card was declined.",
    };

    public static object PaymentOf(
        string status, object? error = null, string id = "pi_1", string? cancelled = null, object? metadata = null) =>
        new
        {
            id,
            @object = "payment_intent",
            status,
            amount = 1210,
            currency = "eur",
            metadata = metadata ?? new { },
            last_payment_error = error,
            cancellation_reason = cancelled,
        };

    public static object RefundOf(string status, string? reason = null, int refundNo = 1, Guid? invoiceId = null) => new
    {
        id = $"re_{refundNo}",
        @object = "refund",
        status,
        failure_reason = reason,
        amount = 300,
        currency = "eur",
        payment_intent = "pi_1",
        metadata = new { invoice_id = $"{invoiceId}", refund_no = $"{refundNo}" },
    };

    public Answer With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    public static Answer Of(object thing) => new(200, JsonSerializer.Serialize(thing));
}
