using Charging.Payments.Gateway;
using Charging.Payments.Messages;
using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>
/// Moves the open attempt on as a person decided, unless its outcome is known by now. That nothing was drawn is not
/// taken on trust: the gateway is asked once more, and what it says counts.
/// </summary>
internal sealed class DecideAttempt(Attempts attempts, IPaymentGateway gateway, TimeProvider clock)
    : IStateMachineActivity<PaymentState, PaymentDecided>
{
    public async Task Execute(
        BehaviorContext<PaymentState, PaymentDecided> context, IBehavior<PaymentState, PaymentDecided> next)
    {
        var (decided, stop) = (context.Message, context.CancellationToken);
        var all = await attempts.Recall(decided.InvoiceId, stop);
        if (all.SingleOrDefault(one => one.AttemptNo == decided.AttemptNo && one.IsUnresolved) is { } open)
            await attempts.MoveOn(open.With(await Answer(decided, open, stop), clock.UtcNow()), stop);
        await next.Execute(context);
    }

    public Task Faulted<TException>(
        BehaviorExceptionContext<PaymentState, PaymentDecided, TException> context,
        IBehavior<PaymentState, PaymentDecided> next)
        where TException : Exception => next.Faulted(context);

    public void Probe(ProbeContext context) => context.CreateScope("decideAttempt");

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    private async Task<GatewayAnswer> Answer(PaymentDecided decided, Attempt open, CancellationToken stop)
    {
        if (decided.GatewayReference is { } reference) return new GatewayAnswer.Captured(reference);

        return await gateway.LookUp(open.ToRequest(), stop) switch
        {
            GatewayAnswer.Captured captured => captured,
            GatewayAnswer.Pending pending => throw new InvalidOperationException(
                $"Attempt {open.AttemptNo} of invoice {open.InvoiceId} was said not to be captured, but at the " +
                $"gateway {pending.Reference} is still on its way. Cancel it there or wait; then move the message " +
                "back from payment-collect-payment_error."),
            _ => new GatewayAnswer.Declined("not_captured", DeclineClass.Later),
        };
    }
}
