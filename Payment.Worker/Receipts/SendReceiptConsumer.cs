using Charging.Contracts;
using Charging.Payments.Collecting;
using Charging.Payments.Messages;
using MassTransit;

namespace Charging.Payments.Receipts;

/// <summary>
/// Writes to the customer what became of the invoice: makes the mail once, delivers it, and tells that it has left. A
/// mail that cannot leave now is put off, not this message: <see cref="DeliverDueReceipts"/> looks after it.
/// </summary>
internal sealed class SendReceiptConsumer(Collecting.Payments payments, WriteReceipt write, DeliverReceipt deliver)
    : IConsumer<SendReceipt>
{
    public async Task Consume(ConsumeContext<SendReceipt> context)
    {
        var (order, stop) = (context.Message, context.CancellationToken);
        var payment = await payments.Find(order.InvoiceId, stop) ?? throw new InvalidOperationException(
            $"No payment of invoice {order.InvoiceId} in payment.payments; find out who ordered its receipt.");
        if (!IsStillSo(order.Kind, payment)) return;
        if (await write.Once(payment, order, stop) is not { } receipt) return;

        if (receipt.DueAt is null) receipt = await deliver.Once(receipt, stop);

        if (receipt.SentAt is not null) await context.Publish(receipt.ToReceiptSent(payment), stop);
    }

    /// <summary>What passes by itself is not written about once it has passed.</summary>
    private static bool IsStillSo(ReceiptKind kind, PaymentState payment) => kind switch
    {
        ReceiptKind.ActionNeeded => payment.CurrentState == nameof(PaymentSaga.AwaitingCustomer),
        ReceiptKind.NotCollected => payment.CurrentState == nameof(PaymentSaga.Abandoned),
        ReceiptKind.Reversal => payment is { CurrentState: nameof(PaymentSaga.Reversed), IsDisputeOpen: true },
        ReceiptKind.DisputeLost => payment is { CurrentState: nameof(PaymentSaga.Reversed), IsDisputeOpen: false },
        ReceiptKind.Reinstated => payment.CurrentState == nameof(PaymentSaga.Captured),
        _ => true,
    };
}
