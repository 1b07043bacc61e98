using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Collecting;

/// <summary>
/// What <see cref="PaymentSaga"/> does with the invoice that a payment begins with, without the machine: begins it,
/// collects, goes where the plan leads, stores that, and tells. Whatever comes between takes the invoice to the
/// machine, which goes on from what is stored.
/// </summary>
internal sealed class BeginPayment(
    StorePayment store, CapturePayment capture, IOptions<ReceiptOptions> receipts, TimeProvider clock)
    : IConsumer<InvoiceCreated>
{
    public async Task Consume(ConsumeContext<InvoiceCreated> context)
    {
        var (invoice, stop) = (context.Message, context.CancellationToken);
        var payment = PaymentState.Begin(invoice, clock.UtcNow());
        payment.Trace();
        var begun = await store.BeginOnce(payment, invoice, stop) ?? throw Overtaken(payment);

        var found = await capture.Begin(payment, begun with { IsFast = true }, stop);
        payment.CurrentState = PaymentSaga.After(found.Next) ?? payment.CurrentState;
        if (!await store.MoveOn(payment, found, stop)) throw Overtaken(payment);

        await Task.WhenAll(PaymentNews.OfDecision(payment, found, receipts.Value.Enabled)
            .Select(news => context.Publish(news, news.GetType(), stop)));
    }

    private static ConcurrencyException Overtaken(PaymentState payment) => new(
        $"The payment of invoice {payment.InvoiceNumber} was begun or moved by another message.",
        typeof(PaymentState), payment.CorrelationId);
}
