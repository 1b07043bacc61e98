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

    /// <summary>What the gateway keeps of pages: by their keys, as they stand.</summary>
    public ConcurrentDictionary<string, GatewayAnswer> Pages { get; } = [];

    public Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken) => Task.FromResult(
        Pages.GetOrAdd(request.IdempotencyKey, key => new GatewayAnswer.PageOpen(key, $"https://pages.example/{key}")));

    public Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Pages[request.GatewayReference!]);

    /// <summary>What becomes of a page that is ended; what is paid stays so.</summary>
    public Func<GatewayAnswer, GatewayAnswer> Expires { get; set; } =
        before => before is GatewayAnswer.PagePaid ? before : new GatewayAnswer.PageExpired();

    public Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken) => Task.FromResult(
        Pages.AddOrUpdate(
            request.GatewayReference!, new GatewayAnswer.PageExpired(), (_, before) => Expires(before)));

    public Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(FindsRefund());
}
