using System.Collections.Concurrent;

namespace Charging.Payments.Tests.Gateway;

/// <summary>
/// A gateway that does what a test says and remembers what it was asked; look-ups find nothing unless the test says so.
/// </summary>
internal sealed class ScriptedGateway(Func<CaptureRequest, CancellationToken, Task<GatewayAnswer>> capture)
    : IPaymentGateway
{
    public ConcurrentQueue<CaptureRequest> Captures { get; } = [];

    /// <summary>What a look-up finds.</summary>
    public Func<GatewayAnswer> Finds { get; set; } = () => new GatewayAnswer.NotFound();

    public ConcurrentQueue<RefundRequest> Refunds { get; } = [];

    /// <summary>What comes of a refund.</summary>
    public Func<RefundRequest, GatewayAnswer> Gives { get; set; } =
        request => new GatewayAnswer.Refunded($"ref_{request.RefundNo}");

    /// <summary>What a look-up of a refund finds.</summary>
    public Func<GatewayAnswer> FindsRefund { get; set; } = () => new GatewayAnswer.NotFound();

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken)
    {
        Captures.Enqueue(request);
        return capture(request, cancellationToken);
    }

    public Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Finds());

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken)
    {
        Refunds.Enqueue(request);
        return Task.FromResult(Gives(request));
    }

    public Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(FindsRefund());
}
