using Charging.Payments.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Refunding;

/// <summary>Issues refunds, and tells what is done, or what has failed since, whatever message asks.</summary>
internal sealed class RefundPaymentConsumer(
    IssueRefund issue, Collecting.Payments payments, IOptions<ReceiptOptions> receipts)
    : IConsumer<RefundPayment>, IConsumer<RefundDue>, IConsumer<RefundReported>, IConsumer<RefundDecided>
{
    public async Task Consume(ConsumeContext<RefundPayment> context) =>
        await Tell(context, await issue.AsOrdered(context.Message, context.CancellationToken));

    public async Task Consume(ConsumeContext<RefundDue> context) =>
        await Tell(context, await issue.Look(context.Message, context.CancellationToken));

    public async Task Consume(ConsumeContext<RefundReported> context) =>
        await Tell(context, await issue.AsReported(context.Message, context.CancellationToken));

    public async Task Consume(ConsumeContext<RefundDecided> context) =>
        await Tell(context, await issue.AsDecided(context.Message, context.CancellationToken));

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
        if (receipts.Value.Enabled) await context.Publish(refund.ToSendReceipt(), stop);
    }
}
