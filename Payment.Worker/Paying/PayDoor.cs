using System.Globalization;
using Charging.Payments.CheckingOut;
using Charging.Payments.Gateway;
using Charging.Payments.Linking;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Charging.Payments.Paying;

/// <summary>
/// Answers who comes by a link. GET creates nothing; POST leads to the gateway's page. Whatever is no link that holds
/// is answered with one 404, after the same look into the database.
/// </summary>
internal sealed class PayDoor(
    PayLinks links, FindPayable find, OpenCheckout open, Checkouts checkouts, Visits visits,
    IOptions<PageOptions> options, ILogger<PayDoor> log, TimeProvider clock)
{
    /// <summary>A form of one box.</summary>
    private const int LargestForm = 1024;

    /// <summary>A customer waits no longer for the gateway.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SaidSeldom tooMany = new(clock);

    public async Task Answer(HttpContext http)
    {
        PayPage.Guard(http.Response, options.Value.CheckoutOrigin);
        if (!visits.MayEnter(http))
        {
            if (tooMany.Count("all") is { } count) log.TooManyVisitors(count);
            http.Response.Headers.RetryAfter = "60";
            await PayPage.Refuse(http.Response, StatusCodes.Status429TooManyRequests);
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(Patience);
        try
        {
            await Answer(http, TokenIn(http.Request), limit.Token);
        }
        catch (Exception passes) when (!http.RequestAborted.IsCancellationRequested
            && (passes is GatewayAwayException || Transient.Is(passes)))
        {
            log.PageNotNow(passes.Message);
            await PayPage.Refuse(http.Response, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task Answer(HttpContext http, string token, CancellationToken stop)
    {
        var isPost = HttpMethods.IsPost(http.Request.Method);
        var isKnown = isPost || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        var invoiceId = links.Read(token);
        var invoice = await find.Of(isKnown && invoiceId is { } id ? id : Guid.Empty, stop);
        if (invoice is null) await PayPage.Refuse(http.Response, StatusCodes.Status404NotFound);
        else if (isPost) await Pay(http, invoice, token, stop);
        else await Show(http, invoice, stop);
    }

    private async Task Show(HttpContext http, PayableInvoice invoice, CancellationToken stop)
    {
        var times = TimesIn(http.Request.Query);
        var state = invoice.StateFor(comesBack: times > 0);
        if (state == PageState.Awaited)
            await checkouts.Wake(invoice.Payment.CorrelationId, clock.UtcNow(), stop);
        await PayPage.Write(http.Response, invoice, state, times);
    }

    private async Task Pay(HttpContext http, PayableInvoice invoice, string token, CancellationToken stop)
    {
        if (await ReadForm(http.Request, stop) is not { } form)
        {
            await PayPage.Refuse(http.Response, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        var state = invoice.StateFor(comesBack: false);
        string? url = null;
        if (state == PageState.Payable) (url, state) = await open.For(invoice, form.ContainsKey("keep"), token, stop);
        if (url is null)
        {
            await PayPage.Write(http.Response, invoice, state, times: 0);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = url;
    }

    private static async Task<Dictionary<string, StringValues>?> ReadForm(
        HttpRequest request, CancellationToken stop)
    {
        var bytes = new byte[LargestForm + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
        if (length > LargestForm) return null;

        using var form = new FormReader(new MemoryStream(bytes, 0, length));
        return await form.ReadFormAsync(stop);
    }

    /// <summary>Empty where it is not a link's path.</summary>
    private static string TokenIn(HttpRequest request) =>
        request.Path.Value is { } path && path.StartsWith(PayLinks.Path, StringComparison.Ordinal)
            ? path[PayLinks.Path.Length..]
            : "";

    /// <summary>How often the page was shown to who comes back; 0 who does not.</summary>
    private static int TimesIn(IQueryCollection query) => int.TryParse(
        query["paid"], NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 0;
}
