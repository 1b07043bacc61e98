using Charging.Payments.Facts;
using Charging.Payments.Messages;
using MassTransit;

namespace Charging.Payments.Receipts;

/// <summary>
/// Writes to the customer what became of the invoice: makes the mail once, delivers it, and tells that it has left. A
/// mail that cannot leave now is put off, not this message: <see cref="DeliverDueReceipts"/> looks after it.
/// </summary>
internal sealed class SendReceiptConsumer(FindFacts find, WriteReceipt write, DeliverReceipt deliver)
    : IConsumer<SendReceipt>
{
    public async Task Consume(ConsumeContext<SendReceipt> context)
    {
        var (order, stop) = (context.Message, context.CancellationToken);
        if (await find.Of(order, stop) is not { } facts) return;
        Traced.Session(facts.Invoice.Source, facts.Invoice.SessionId);
        Traced.Invoice(facts.Invoice.Number);
        if (await write.Once(facts, order, stop) is not { } receipt) return;

        if (receipt.DueAt is null) receipt = await deliver.Once(receipt, stop);

        if (receipt.SentAt is not null) await context.Publish(receipt.ToReceiptSent(facts.Invoice), stop);
    }
}
