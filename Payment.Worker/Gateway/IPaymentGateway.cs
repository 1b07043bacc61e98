using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// Whoever draws the money. Every call may be repeated: a capture under a key that was used before is that capture, not
/// another. Throws <see cref="HttpRequestException"/> or <see cref="TimeoutException"/> when no answer came.
/// </summary>
internal interface IPaymentGateway
{
    Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken);

    /// <summary>What became of the capture with this request's key; draws nothing.</summary>
    Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken);
}

/// <summary>One attempt as the gateway sees it; the same for the first call, its repeats and the look-ups.</summary>
internal sealed record CaptureRequest(
    Guid InvoiceId,
    int AttemptNo,
    string IdempotencyKey,
    PaymentMethodKind MethodKind,
    string MethodToken,
    Money Amount);
