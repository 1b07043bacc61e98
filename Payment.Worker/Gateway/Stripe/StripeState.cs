using Stripe;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>What the state of a payment intent or refund at Stripe means to us.</summary>
internal static class StripeState
{
    public static GatewayAnswer Of(PaymentIntent payment, DateTime now) => payment.Status switch
    {
        "succeeded" => new GatewayAnswer.Captured(payment.Id),
        "processing" => new GatewayAnswer.Pending(payment.Id),
        "requires_payment_method" when payment.LastPaymentError is { } error => StripeDecline.Of(error, now),
        "canceled" => GatewayAnswer.Declined.By(DeclineCodes.Stopped),
        var status => new GatewayAnswer.Unknown($"{payment.Id} is '{status}'"),
    };

    /// <summary>
    /// Made and neither drawn nor declined, as a fault inside Stripe leaves it. It moves no further by itself.
    /// </summary>
    public static bool IsHalfWay(PaymentIntent payment) =>
        payment.Status is "requires_confirmation" or "requires_action"
        || (payment.Status == "requires_payment_method" && payment.LastPaymentError is null);

    public static GatewayAnswer Of(Refund refund) => refund.Status switch
    {
        "succeeded" => new GatewayAnswer.Refunded(refund.Id),
        "pending" or "requires_action" => new GatewayAnswer.Pending(refund.Id),
        "failed" or "canceled" => GatewayAnswer.Declined.By(refund.FailureReason ?? $"refund_{refund.Status}"),
        var status => new GatewayAnswer.Unknown($"{refund.Id} is '{status}'"),
    };
}
