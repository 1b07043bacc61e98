using System.Text;
using Charging.Payments.Messages;
using MassTransit;
using Microsoft.Extensions.Options;
using Stripe;
using Event = Stripe.Event;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>
/// Hears Stripe's events and passes on that there is something to look at. 200 once the broker has it, or if it is of
/// no interest; 400 for what Stripe did not sign just now; 503 while it cannot be passed on, and Stripe tries again for
/// days.
/// </summary>
internal sealed class StripeWebhook(
    StripeClient stripe, IBus bus, IOptions<StripeOptions> options, PaymentMetrics metrics,
    ILogger<StripeWebhook> log, TimeProvider clock)
{
    public const string Path = "/webhooks/stripe";

    /// <summary>Ten times what such an event takes.</summary>
    private const int LargestBody = 64 * 1024;

    /// <summary>Less than Stripe waits for an answer.</summary>
    private static readonly TimeSpan PassingOnLimit = TimeSpan.FromSeconds(10);

    /// <summary>Stripe sends an event at once.</summary>
    private static readonly TimeSpan BodyLimit = TimeSpan.FromSeconds(10);

    /// <summary>Anybody may call; a line for each call would fill the disk.</summary>
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    private readonly StripeSignature signature = new(options, clock);
    private long nextWarning;

    public async Task Receive(HttpContext http) =>
        http.Response.StatusCode = Counted(await Hear(http.Request, http.RequestAborted));

    private int Counted(int status)
    {
        var reason = status switch
        {
            StatusCodes.Status400BadRequest => "unsigned",
            StatusCodes.Status405MethodNotAllowed => "method",
            StatusCodes.Status408RequestTimeout => "tooSlow",
            StatusCodes.Status413PayloadTooLarge => "tooLarge",
            StatusCodes.Status503ServiceUnavailable => "postponed",
            _ => null,
        };
        if (reason is not null) metrics.WebhookRejected(reason);
        return status;
    }

    private async Task<int> Hear(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method)) return StatusCodes.Status405MethodNotAllowed;
        var (read, body) = await Read(request.Body, cancellationToken);
        if (read != StatusCodes.Status200OK) return read;
        if (signature.Verify(body, request.Headers["Stripe-Signature"].ToString()) is not { } told)
        {
            WarnOfRefused();
            return StatusCodes.Status400BadRequest;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PassingOnLimit);
        try
        {
            await PassOn(told, limit.Token);
            return StatusCodes.Status200OK;
        }
        catch (Exception passes) when (passes is StripeException or HttpRequestException || Transient.Is(passes))
        {
            log.EventPostponed(told.Id, told.Type, passes.GetType().Name);
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task PassOn(Event told, CancellationToken cancellationToken)
    {
        using var span = Spans.Heard($"webhook {told.Type}");
        switch (StripeNews.Of(told))
        {
            case StripeNews.Look look:
                await bus.Publish(
                    new LookDue { InvoiceId = look.InvoiceId, AttemptNo = look.AttemptNo, IsReported = true },
                    cancellationToken);
                break;
            case StripeNews.LookAtPage look:
                await bus.Publish(
                    new LookDue { InvoiceId = look.InvoiceId, AttemptNo = 0, CheckoutNo = look.PageNo },
                    cancellationToken);
                break;
            case StripeNews.Return back:
                await Report(back, cancellationToken);
                break;
            case StripeNews.RefundsChanged changed:
                await Report(await NotOrdered(changed.PaymentId, cancellationToken), cancellationToken);
                break;
            case StripeNews.ForeignRefund refund:
                await Report([refund], cancellationToken);
                break;
            case StripeNews.RefundMoved moved:
                await bus.Publish(
                    new RefundDue { InvoiceId = moved.InvoiceId, RefundNo = moved.RefundNo }, cancellationToken);
                break;
            default:
                log.EventOfNoInterest(told.Id, told.Type);
                break;
        }
    }

    private async Task Report(StripeNews.Return back, CancellationToken cancellationToken)
    {
        if (await InvoiceOf(back.PaymentId, cancellationToken) is not { } invoiceId) return;

        await bus.Publish(
            new ReturnReported
            {
                InvoiceId = invoiceId,
                Reason = back.Reason,
                GatewayReference = back.Reference,
                CaptureReference = back.PaymentId,
                At = back.At,
                Amount = StripeAmount.Read(back.Amount, back.Currency),
            },
            cancellationToken);
    }

    /// <summary>All of one payment.</summary>
    private async Task Report(
        IReadOnlyList<StripeNews.ForeignRefund> refunds, CancellationToken cancellationToken)
    {
        if (refunds.Count == 0) return;
        if (await InvoiceOf(refunds[0].PaymentId, cancellationToken) is not { } invoiceId) return;

        foreach (var refund in refunds)
        {
            await bus.Publish(
                new RefundReported
                {
                    InvoiceId = invoiceId,
                    GatewayReference = refund.Reference,
                    Amount = StripeAmount.Read(refund.Amount, refund.Currency),
                    HasFailed = refund.HasFailed,
                },
                cancellationToken);
        }
    }

    /// <summary>Null for a payment that was not made by us.</summary>
    private async Task<Guid?> InvoiceOf(string paymentId, CancellationToken cancellationToken)
    {
        var payment = await stripe.V1.PaymentIntents.GetAsync(paymentId, cancellationToken: cancellationToken);
        return StripeMetadata.ReadInvoice(payment.Metadata);
    }

    private async Task<IReadOnlyList<StripeNews.ForeignRefund>> NotOrdered(
        string paymentId, CancellationToken cancellationToken)
    {
        var refunds = await stripe.V1.Refunds.ListAsync(
            new RefundListOptions { PaymentIntent = paymentId, Limit = 100 }, cancellationToken: cancellationToken);
        return
        [
            .. refunds.Data
                .Where(refund => refund.Status is "succeeded" or "pending")
                .Where(refund => StripeMetadata.ReadRefund(refund.Metadata) is null)
                .Select(StripeNews.ForeignRefund.Of),
        ];
    }

    /// <summary>The body, unless it is larger or slower than any event; the signature is of its exact bytes.</summary>
    private async Task<(int Status, string Body)> Read(Stream body, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(BodyLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var bytes = new byte[LargestBody + 1];
        try
        {
            var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token);
            return length > LargestBody
                ? (StatusCodes.Status413PayloadTooLarge, "")
                : (StatusCodes.Status200OK, Encoding.UTF8.GetString(bytes, 0, length));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (StatusCodes.Status408RequestTimeout, "");
        }
    }

    private void WarnOfRefused()
    {
        var (now, due) = (clock.GetTimestamp(), Interlocked.Read(ref nextWarning));
        if (due != 0 && now < due) return;
        var next = now + (long)(BetweenWarnings.TotalSeconds * clock.TimestampFrequency);
        if (Interlocked.CompareExchange(ref nextWarning, next, due) == due) log.EventRefused();
    }
}
