namespace Charging.Payments.Tests.Gateway;

/// <summary>A gateway whose caller dies before the call gets through, or before the answer gets back.</summary>
internal sealed class CrashingGateway(IPaymentGateway gateway) : IPaymentGateway
{
    public bool CrashesBeforeCall { get; set; }

    public bool CrashesAfterCall { get; set; }

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken) =>
        Call(() => gateway.Capture(request, cancellationToken));

    public Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken) =>
        gateway.LookUp(request, cancellationToken);

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken) =>
        Call(() => gateway.Refund(request, cancellationToken));

    public Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken) =>
        gateway.LookUpRefund(request, cancellationToken);

    public Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken) =>
        Call(() => gateway.OpenPage(request, cancellationToken));

    public Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken) =>
        gateway.LookUpPage(request, cancellationToken);

    public Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken) =>
        Call(() => gateway.ExpirePage(request, cancellationToken));

    private async Task<GatewayAnswer> Call(Func<Task<GatewayAnswer>> call)
    {
        if (CrashesBeforeCall)
        {
            CrashesBeforeCall = false;
            throw new CrashException();
        }

        var answer = await call();
        if (CrashesAfterCall)
        {
            CrashesAfterCall = false;
            throw new CrashException();
        }

        return answer;
    }
}

/// <summary>The worker ended here; what it held in memory is gone, and its message is delivered again.</summary>
internal sealed class CrashException : Exception;
