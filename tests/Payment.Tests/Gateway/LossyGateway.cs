using System.Collections.Concurrent;

namespace Charging.Payments.Tests.Gateway;

/// <summary>
/// A gateway on a bad line: Next is what happens to the next calls about refunds; the others get through.
/// </summary>
internal sealed class LossyGateway(IPaymentGateway gateway) : IPaymentGateway
{
    public ConcurrentQueue<Loss> Next { get; } = [];

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken) =>
        gateway.Capture(request, cancellationToken);

    public Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken) =>
        gateway.LookUp(request, cancellationToken);

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken) =>
        Call(() => gateway.Refund(request, cancellationToken));

    public Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken) =>
        Call(() => gateway.LookUpRefund(request, cancellationToken));

    public Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken) =>
        gateway.OpenPage(request, cancellationToken);

    public Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken) =>
        gateway.LookUpPage(request, cancellationToken);

    public Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken) =>
        gateway.ExpirePage(request, cancellationToken);

    private async Task<GatewayAnswer> Call(Func<Task<GatewayAnswer>> call)
    {
        var loss = Next.TryDequeue(out var next) ? next : Loss.None;
        if (loss == Loss.Call) throw new HttpRequestException("connection reset");
        var answer = await call();
        return loss switch
        {
            Loss.Answer => throw new HttpRequestException("connection reset"),
            Loss.Caller => throw new CrashException(),
            _ => answer,
        };
    }
}

internal enum Loss
{
    None,

    /// <summary>It never arrives.</summary>
    Call,

    /// <summary>It is done, and nobody hears of it.</summary>
    Answer,

    /// <summary>It is done, and who called has died.</summary>
    Caller,
}
