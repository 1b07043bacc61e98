using Charging.Contracts;
using Charging.Payments.Collecting;
using Charging.Payments.Crediting;
using Charging.Payments.Receipts;
using Charging.Payments.Refunding;
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

    internal ReceiptKey Key => new(InvoiceId, Kind, Math.Max(ToldNo, Math.Max(RefundNo, CreditNo)));

    internal static SendReceipt For(PaymentState payment, ReceiptKind kind)
    {
        var first = kind == ReceiptKind.Reversal ? 2 : 1;
        return new()
        {
            InvoiceId = payment.CorrelationId, Kind = kind, ToldNo = payment.ToldNo > first ? payment.ToldNo : 0,
        };
    }

    internal static SendReceipt ForCapture(PaymentState payment) => payment.UntoldCaptureNo is { } number
        ? new() { InvoiceId = payment.CorrelationId, Kind = ReceiptKind.Receipt, ToldNo = number > 1 ? number : 0 }
        : For(payment, payment.IsReinstated ? ReceiptKind.Reinstated : ReceiptKind.Receipt);

    internal static SendReceipt For(Refund refund) =>
        new() { InvoiceId = refund.InvoiceId, Kind = ReceiptKind.Refund, RefundNo = refund.RefundNo };

    internal static SendReceipt For(Credit credit) =>
        new() { InvoiceId = credit.InvoiceId, Kind = ReceiptKind.Credit, CreditNo = credit.CreditNo!.Value };
}
