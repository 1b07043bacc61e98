using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// Write to the customer what became of an invoice. From this worker to itself, on a queue of its own.
/// </summary>
public sealed record SendReceipt
{
    public required Guid InvoiceId { get; init; }

    public required ReceiptKind Kind { get; init; }

    internal static SendReceipt For(PaymentState payment, ReceiptKind kind) =>
        new() { InvoiceId = payment.CorrelationId, Kind = kind };
}
