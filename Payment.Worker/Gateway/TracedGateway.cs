using System.Diagnostics;

namespace Charging.Payments.Gateway;

/// <summary>A span for each call of the gateway, its repeats too, with what it answered.</summary>
internal sealed class TracedGateway(IPaymentGateway gateway) : IPaymentGateway
{
    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken) =>
        Call("gateway capture", () => gateway.Capture(request, cancellationToken));

    public Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken) =>
        Call("gateway look up", () => gateway.LookUp(request, cancellationToken));

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken) =>
        Call("gateway refund", () => gateway.Refund(request, cancellationToken));

    public Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken) =>
        Call("gateway look up refund", () => gateway.LookUpRefund(request, cancellationToken));

    public Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken) =>
        Call("gateway open page", () => gateway.OpenPage(request, cancellationToken));

    public Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken) =>
        Call("gateway look up page", () => gateway.LookUpPage(request, cancellationToken));

    public Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken) =>
        Call("gateway expire page", () => gateway.ExpirePage(request, cancellationToken));

    /// <summary>What is thrown is silence to the one who called, and the span ends without an outcome.</summary>
    private static async Task<GatewayAnswer> Call(string name, Func<Task<GatewayAnswer>> ask)
    {
        using var span = Spans.Call(name);
        span?.SetStatus(ActivityStatusCode.Error, "no answer");
        var answer = await ask();
        if (span is not null)
        {
            Traced.Outcome(OutcomeOf(answer));
            span.SetStatus(
                answer is GatewayAnswer.Unknown or GatewayAnswer.NotTaken
                    ? ActivityStatusCode.Error
                    : ActivityStatusCode.Unset);
        }

        return answer;
    }

    private static string OutcomeOf(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Captured => "captured",
        GatewayAnswer.Declined declined => $"declined: {declined.Code}",
        GatewayAnswer.Pending => "pending",
        GatewayAnswer.Refunded => "refunded",
        GatewayAnswer.NotFound => "notFound",
        GatewayAnswer.NotTaken => "notTaken",
        GatewayAnswer.PageOpen => "pageOpen",
        GatewayAnswer.PagePaid => "pagePaid",
        GatewayAnswer.PageExpired => "pageExpired",
        _ => "unknown",
    };
}
