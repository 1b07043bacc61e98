using Charging.Payments.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Refunding;

/// <summary>
/// Gives money back as ordered, and tells what became of it: what is done is told, whatever message asks, and what did
/// not arrive is told as failed.
/// </summary>
internal sealed class RefundPaymentConsumer(
    GiveBack giveBack, Collecting.Payments payments, IOptions<ReceiptOptions> receipts)
    : IConsumer<RefundPayment>, IConsumer<RefundDue>, IConsumer<RefundReported>, IConsumer<RefundDecided>
{
    public async Task Consume(ConsumeContext<RefundPayment> context) =>
        await Tell(context, await giveBack.Obey(context.Message, context.CancellationToken));

    public async Task Consume(ConsumeContext<RefundDue> context) =>
        await Tell(context, await giveBack.Look(context.Message, context.CancellationToken));

    public async Task Consume(ConsumeContext<RefundReported> context) =>
        await Tell(context, await giveBack.Take(context.Message, context.CancellationToken));

    public async Task Consume(ConsumeContext<RefundDecided> context) =>
        await Tell(context, await giveBack.Decide(context.Message, context.CancellationToken));

    private async Task Tell(ConsumeContext context, Refund refund)
    {
        if (refund.DoneAt is null) return;

        var stop = context.CancellationToken;
        var payment = (await payments.Find(refund.InvoiceId, stop))!;
        if (refund.FailedAt is not null)
        {
            await context.Publish(refund.ToPaymentRefundFailed(payment), stop);
            return;
        }

        await context.Publish(refund.ToPaymentRefunded(payment), stop);
        if (receipts.Value.Enabled) await context.Publish(SendReceipt.For(refund), stop);
    }
}
