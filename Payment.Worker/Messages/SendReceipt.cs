using MassTransit;

namespace Charging.Payments.Messages;

/// <summary>
/// Write to the customer what became of an invoice. From this worker to itself, on a queue of its own.
/// </summary>
[MessageUrn("Charging.Payments:SendReceipt")]
public sealed record SendReceipt
{
    public required Guid InvoiceId { get; init; }

    public required ReceiptKind Kind { get; init; }

    /// <summary>Which refund of the invoice it is about; 0 if about none.</summary>
    public int RefundNo { get; init; }

    /// <summary>Which credit note of the invoice it is about, as they were settled; 0 if about none.</summary>
    public int CreditNo { get; init; }

    /// <summary>Which time it is that the payment is told of so; 0 the first time.</summary>
    public int ToldNo { get; init; }

    /// <summary>Which of the invoice's mails of that kind it is; 0 for the only one, and for the first.</summary>
    internal int Number => Math.Max(ToldNo, Math.Max(RefundNo, CreditNo));
}
