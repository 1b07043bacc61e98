using Charging.Documents.Languages;
using Charging.Payments.CheckingOut;
using Charging.Payments.Collecting;
using Charging.Payments.Gateway;
using Charging.Payments.Linking;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Paying;

/// <summary>
/// Opens a page of the gateway for exactly what is left to pay, stored before the gateway is asked for it. One that is
/// open is gone on with if it is still right; else it is ended first, at the gateway.
/// </summary>
internal sealed class OpenCheckout(
    FindPayable find, Checkouts checkouts, KeepCheckout keep, SettleCheckout settle, IPaymentGateway gateway,
    PayLinks links, IOptions<PageOptions> options, ILogger<OpenCheckout> log, TimeProvider clock)
{
    /// <summary>Where the customer pays, or what the page says instead.</summary>
    /// <param name="invoice">As the page found it.</param>
    /// <param name="keepsMethod">The customer wants the card to be drawn from then on.</param>
    /// <param name="token">Of the link by which the customer came, who comes back by it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(string? Url, PageState State)> For(
        PayableInvoice invoice, bool keepsMethod, string token, CancellationToken cancellationToken)
    {
        if (invoice is { IsCheckoutOpen: true, Checkout: { } open })
        {
            if (open.IsOpening(clock.UtcNow())) return (null, PageState.NotNow);
            var isRight = open.KeepsMethod == keepsMethod && !open.MustEnd(invoice.Payment.LeftToPay, clock.UtcNow());
            if (await settle.IsOpen(open, invoice.Payment, isRight, cancellationToken))
                return isRight ? (open.Url, PageState.Payable) : (null, PageState.NotNow);
        }

        var id = invoice.Payment.CorrelationId;
        if (await keep.Begin(id, keepsMethod, options.Value.OpenFor, cancellationToken) is { } begun)
            return await Open(begun, invoice, token, cancellationToken);

        var now = await find.Of(id, cancellationToken);
        return now?.StateFor(comesBack: false) is { } state and not PageState.Payable
            ? (null, state)
            : (null, PageState.NotNow);
    }

    private async Task<(string? Url, PageState State)> Open(
        Checkout begun, PayableInvoice invoice, string token, CancellationToken cancellationToken)
    {
        var request = begun.ToRequest() with
        {
            Title = $"{invoice.Seller}: {Language.In(invoice.Language).Page.Title(invoice.Payment.InvoiceNumber)}",
            Language = Language.In(invoice.Language).Code,
            PaidUrl = $"{links.UrlOf(token)}?paid=1",
            BackUrl = links.UrlOf(token),
        };
        switch (await gateway.OpenPage(request, cancellationToken))
        {
            case GatewayAnswer.PageOpen page when !IsGateways(page.Url):
                log.CheckoutElsewhere(begun.InvoiceId, OriginOf(page.Url), options.Value.CheckoutOrigin);
                return (null, PageState.NotNow);
            case GatewayAnswer.PageOpen page:
                var opened = begun with { Reference = page.Reference, Url = page.Url };
                if (await checkouts.Open(opened, cancellationToken)) return (page.Url, PageState.Payable);
                await gateway.ExpirePage(opened.ToRequest(), cancellationToken); // nobody was told of it
                return (null, PageState.NotNow);
            case GatewayAnswer.Declined refused:
                await keep.Close(begun, cancellationToken);
                log.CheckoutNotOpened(begun.InvoiceId, refused.Code);
                return (null, PageState.NotHere);
            case var silence:
                log.CheckoutNotOpened(begun.InvoiceId, (silence as GatewayAnswer.Unknown)?.Why ?? "no answer");
                return (null, PageState.NotNow);
        }
    }

    private bool IsGateways(string url) => OriginOf(url) == OriginOf(options.Value.CheckoutOrigin);

    private static string OriginOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : "nowhere";
}
