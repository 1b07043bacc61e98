namespace Charging.Payments.Gateway;

/// <summary>Counts how long each call of the gateway takes, and what came of it; within all patience with it.</summary>
internal sealed class TimedGateway(IPaymentGateway gateway, PaymentMetrics metrics, TimeProvider clock)
    : IPaymentGateway
{
    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken) =>
        Time("capture", gateway.Capture(request, cancellationToken));

    public Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken) =>
        Time("lookUp", gateway.LookUp(request, cancellationToken));

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken) =>
        Time("refund", gateway.Refund(request, cancellationToken));

    public Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken) =>
        Time("lookUpRefund", gateway.LookUpRefund(request, cancellationToken));

    public Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken) =>
        Time("openPage", gateway.OpenPage(request, cancellationToken));

    public Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken) =>
        Time("lookUpPage", gateway.LookUpPage(request, cancellationToken));

    public Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken) =>
        Time("expirePage", gateway.ExpirePage(request, cancellationToken));

    private async Task<GatewayAnswer> Time(string operation, Task<GatewayAnswer> call)
    {
        var (begin, outcome) = (clock.GetTimestamp(), "unanswered");
        try
        {
            var answer = await call;
            outcome = OutcomeOf(answer);
            return answer;
        }
        finally
        {
            metrics.Called(operation, outcome, clock.GetElapsedTime(begin));
        }
    }

    private static string OutcomeOf(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Captured => "captured",
        GatewayAnswer.Declined => "declined",
        GatewayAnswer.Pending => "pending",
        GatewayAnswer.Refunded => "refunded",
        GatewayAnswer.NotTaken => "notTaken",
        GatewayAnswer.NotFound => "notFound",
        GatewayAnswer.PageOpen => "pageOpen",
        GatewayAnswer.PagePaid => "pagePaid",
        GatewayAnswer.PageExpired => "pageExpired",
        _ => "unknown",
    };
}
