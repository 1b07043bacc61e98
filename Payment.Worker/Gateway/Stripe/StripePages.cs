using Stripe;
using Stripe.Checkout;
using PaymentMethod = Charging.Contracts.PaymentMethod;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// Pages on which customers pay by themselves: Stripe's Checkout Sessions, for cards. A session that is complete was
/// paid, and one that is expired never will be; Stripe lets nobody end what is complete, so the answer to that says
/// which of the two came first.
/// </summary>
internal sealed class StripePages(StripeClient stripe, TimeProvider clock)
{
    private static readonly SessionGetOptions WithMethod = new() { Expand = ["payment_intent.payment_method"] };

    private readonly SessionService sessions = new(stripe);

    public async Task<GatewayAnswer> Open(PageRequest request, CancellationToken cancellationToken)
    {
        if (StripeAmount.Of(request.Amount) is not { } amount) return GatewayAnswer.Declined.By("amount_not_payable");

        try
        {
            var made = await sessions.CreateAsync(
                OptionsOf(request, amount), new RequestOptions { IdempotencyKey = request.IdempotencyKey },
                cancellationToken);
            return Of(made, request);
        }
        catch (StripeException refusal)
        {
            return StripeRefusal.OfDeed(refusal, clock.UtcNow());
        }
    }

    public async Task<GatewayAnswer> LookUp(PageRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Of(
                await sessions.GetAsync(request.GatewayReference, WithMethod, null, cancellationToken), request);
        }
        catch (StripeException refusal)
        {
            return StripeRefusal.OfLook(refusal, clock.UtcNow());
        }
    }

    /// <summary>What is complete or expired cannot be expired; a look then says which it is.</summary>
    public async Task<GatewayAnswer> Expire(PageRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var ended = await sessions.ExpireAsync(
                request.GatewayReference, null,
                new RequestOptions { IdempotencyKey = $"expire:{request.InvoiceId}:{request.PageNo}" },
                cancellationToken);
            return Closed(Of(ended, request));
        }
        catch (StripeException refusal) when (refusal.StripeError is { Type: "invalid_request_error" })
        {
            return Closed(await LookUp(request, cancellationToken));
        }
        catch (StripeException refusal)
        {
            return StripeRefusal.OfLook(refusal, clock.UtcNow());
        }
    }

    /// <summary>What was to be ended and is open all the same is not known to have ended.</summary>
    private static GatewayAnswer Closed(GatewayAnswer answer) => answer is GatewayAnswer.PageOpen open
        ? new GatewayAnswer.Unknown($"{open.Reference} is still open") { IsStored = true }
        : answer;

    private static GatewayAnswer Of(Session session, PageRequest request) => session switch
    {
        { Status: "open", Url: { } url } => new GatewayAnswer.PageOpen(session.Id, url),
        { Status: "expired" } => new GatewayAnswer.PageExpired(),
        { Status: "complete", PaymentIntent: { Status: "succeeded" } paid }
            when StripeAmount.Read(paid.AmountReceived, paid.Currency) == request.Amount =>
            new GatewayAnswer.PagePaid(paid.Id, MethodOf(session, paid)),
        var other => new GatewayAnswer.Unknown($"{session.Id} is '{other.Status}', '{other.PaymentStatus}'"),
    };

    /// <summary>By the customer that Stripe made for it, where it may be drawn again.</summary>
    private static PaymentMethod MethodOf(Session session, PaymentIntent paid)
    {
        var card = paid.PaymentMethod?.Card;
        return new()
        {
            Kind = PaymentMethodKind.Card,
            Token = session.CustomerId is { } customer ? $"{customer}/{paid.PaymentMethodId}" : paid.PaymentMethodId,
            Brand = card?.Brand ?? "card",
            LastFour = card?.Last4 ?? "",
            Expiry = card is null ? null : $"{card.ExpYear:d4}-{card.ExpMonth:d2}",
        };
    }

    private static SessionCreateOptions OptionsOf(PageRequest request, long amount) => new()
    {
        Mode = "payment",
        AllowedPaymentMethodTypes = ["card"],
        CustomerCreation = request.KeepsMethod ? "always" : "if_required",
        LineItems =
        [
            new SessionLineItemOptions
            {
                Quantity = 1,
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = request.Amount.Currency.ToLowerInvariant(),
                    UnitAmount = amount,
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = request.Title },
                },
            },
        ],
        PaymentIntentData = PaymentOf(request),
        Metadata = StripeMetadata.Of(request),
        Locale = request.Language,
        AdaptivePricing = new SessionAdaptivePricingOptions { Enabled = false }, // what is owed, in its own currency
        SuccessUrl = request.PaidUrl,
        CancelUrl = request.BackUrl,
        ExpiresAt = request.ExpiresAt,
    };

    /// <summary>What is set to null would be told as well, as a wish that it be empty.</summary>
    private static SessionPaymentIntentDataOptions PaymentOf(PageRequest request) => request.KeepsMethod
        ? new() { Metadata = StripeMetadata.Of(request), SetupFutureUsage = "off_session" }
        : new() { Metadata = StripeMetadata.Of(request) };
}
