namespace Charging.Payments.Gateway;

/// <summary>
/// Whoever draws the money. Every call may be repeated: a capture under a key that was used before is that capture, not
/// another, and so with refunds. Throws <see cref="HttpRequestException"/> or <see cref="TimeoutException"/> when no
/// answer came.
/// </summary>
internal interface IPaymentGateway
{
    Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken);

    /// <summary>What became of the capture with this request's key; draws nothing.</summary>
    Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken);

    /// <summary>Gives back a part or all of a capture.</summary>
    Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>What became of the refund with this request's key; gives nothing back.</summary>
    Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>Makes a page of its own on which the customer may pay once, or returns the one of that key.</summary>
    Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken);

    /// <summary>Whether it can still be paid, was paid, or has expired; needs its reference.</summary>
    Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken);

    /// <summary>The same, and that nobody can pay by it from now on: never answered with open.</summary>
    Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken);
}

/// <summary>One attempt as the gateway sees it; the same for the first call, its repeats and the look-ups.</summary>
internal sealed record CaptureRequest(
    Guid InvoiceId,
    int AttemptNo,
    string IdempotencyKey,
    PaymentMethodKind MethodKind,
    string MethodToken,
    Money Amount)
{
    /// <summary>The session that is paid, for people who read the gateway's own pages; empty if not known.</summary>
    public string Session { get; init; } = "";

    /// <summary>The gateway's own name for it, once it has told one.</summary>
    public string? GatewayReference { get; init; }
}

/// <summary>
/// The refunds of an invoice count 1, 2, 3 …; the reference is the one that the capture was answered with, the amount
/// more than 0.
/// </summary>
internal sealed record RefundRequest(Guid InvoiceId, int RefundNo, string GatewayReference, Money Amount)
{
    public string IdempotencyKey => $"refund:{InvoiceId}:{RefundNo}";
}
