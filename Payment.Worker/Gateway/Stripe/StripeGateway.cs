using Stripe;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// Draws by payment intents, made and confirmed in one call, and finds them by their metadata. A search is up to a
/// minute behind and sometimes more, so what it does not find is no proof: it only leads to the same call under the
/// same key, which Stripe answers as it did before. What it finds is read again by id, for its state may be as old.
/// </summary>
internal sealed class StripeGateway(StripeClient stripe, TimeProvider clock) : IPaymentGateway
{
    private readonly StripePages pages = new(stripe, clock);

    public async Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken)
    {
        if (StripeToken.Read(request.MethodToken) is not { } method) return GatewayAnswer.Declined.By("invalid_token");
        if (StripeAmount.Of(request.Amount) is not { } amount) return GatewayAnswer.Declined.By("amount_not_payable");

        var payment = new PaymentIntentCreateOptions
        {
            Amount = amount,
            Currency = request.Amount.Currency.ToLowerInvariant(),
            Customer = method.Customer,
            PaymentMethod = method.Method,
            AllowedPaymentMethodTypes = [TypeOf(request.MethodKind, request.Amount.Currency)],
            Mandate = method.Mandate,
            Confirm = true,
            OffSession = true,
            Metadata = StripeMetadata.Of(request),
        };
        try
        {
            var made = await stripe.V1.PaymentIntents.CreateAsync(
                payment, Under(request.IdempotencyKey), cancellationToken);
            return StripeState.Of(made, clock.UtcNow());
        }
        catch (StripeException refusal)
        {
            return StripeRefusal.OfDeed(refusal, clock.UtcNow());
        }
    }

    public async Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (request.GatewayReference is { } known) return await Read(known, request, cancellationToken);

            var found = await stripe.V1.PaymentIntents.SearchAsync(
                new PaymentIntentSearchOptions { Query = StripeMetadata.Query(request), Limit = 10 },
                cancellationToken: cancellationToken);
            GatewayAnswer answer = new GatewayAnswer.NotFound();
            foreach (var hit in found.Data)
            {
                // There is one; were there two, it is the one that drew or still may draw that counts.
                answer = await Read(hit.Id, request, cancellationToken);
                if (answer is not GatewayAnswer.Declined) return answer;
            }

            return answer;
        }
        catch (StripeException refusal)
        {
            return StripeRefusal.OfLook(refusal, clock.UtcNow());
        }
    }

    public async Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken)
    {
        if (StripeAmount.Of(request.Amount) is not { } amount) return GatewayAnswer.Declined.By("amount_not_payable");

        var refund = new RefundCreateOptions
        {
            PaymentIntent = request.GatewayReference, Amount = amount, Metadata = StripeMetadata.Of(request),
        };
        try
        {
            return StripeState.Of(
                await stripe.V1.Refunds.CreateAsync(refund, Under(request.IdempotencyKey), cancellationToken));
        }
        catch (StripeException refusal)
        {
            return StripeRefusal.OfDeed(refusal, clock.UtcNow());
        }
    }

    /// <summary>A payment's refunds are listed, not searched: the list is complete at once.</summary>
    public async Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken)
    {
        var ofPayment = new RefundListOptions { PaymentIntent = request.GatewayReference, Limit = 100 };
        try
        {
            await foreach (var refund in stripe.V1.Refunds.ListAutoPagingAsync(
                ofPayment, cancellationToken: cancellationToken))
            {
                if (StripeMetadata.IsOf(refund.Metadata, request)) return StripeState.Of(refund);
            }

            return new GatewayAnswer.NotFound();
        }
        catch (StripeException refusal)
        {
            return StripeRefusal.OfLook(refusal, clock.UtcNow());
        }
    }

    public Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken) =>
        pages.Open(request, cancellationToken);

    public Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken) =>
        pages.LookUp(request, cancellationToken);

    public Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken) =>
        pages.Expire(request, cancellationToken);

    private async Task<GatewayAnswer> Read(
        string paymentId, CaptureRequest request, CancellationToken cancellationToken)
    {
        var payment = await stripe.V1.PaymentIntents.GetAsync(paymentId, cancellationToken: cancellationToken);
        return StripeState.IsHalfWay(payment) || payment.Status == "canceled"
            ? await GiveUp(payment, request, cancellationToken)
            : StripeState.Of(payment, clock.UtcNow());
    }

    /// <summary>
    /// What stands half-way is cancelled, so that it will never draw and the next attempt may. What is cancelled is
    /// cancelled once more under the same key: if that was ours, it is answered as it was; if somebody else stopped the
    /// payment, it is refused.
    /// </summary>
    private async Task<GatewayAnswer> GiveUp(
        PaymentIntent payment, CaptureRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var given = await stripe.V1.PaymentIntents.CancelAsync(
                payment.Id,
                new PaymentIntentCancelOptions { CancellationReason = "abandoned" },
                Under($"cancel:{request.InvoiceId}:{request.AttemptNo}"),
                cancellationToken);
            return given.Status == "canceled"
                ? GatewayAnswer.Declined.By("payment_given_up")
                : StripeState.Of(given, clock.UtcNow());
        }
        catch (StripeException refusal)
            when (payment.Status == "canceled" && refusal.StripeError?.Code == "payment_intent_unexpected_state")
        {
            return StripeState.Of(payment, clock.UtcNow());
        }
    }

    private static RequestOptions Under(string idempotencyKey) => new() { IdempotencyKey = idempotencyKey };

    /// <summary>A bank account is debited in the scheme of its currency.</summary>
    private static string TypeOf(PaymentMethodKind kind, string currency) => (kind, currency) switch
    {
        (PaymentMethodKind.Card, _) => "card",
        (_, "USD") => "us_bank_account",
        (_, "GBP") => "bacs_debit",
        _ => "sepa_debit",
    };
}
