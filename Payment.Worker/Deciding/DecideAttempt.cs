using MassTransit;

namespace Charging.Payments;

/// <summary>Moves the open attempt on as a person decided, unless its outcome is known by now.</summary>
internal sealed class DecideAttempt(Attempts attempts, TimeProvider clock)
    : IStateMachineActivity<PaymentState, PaymentDecided>
{
    public async Task Execute(
        BehaviorContext<PaymentState, PaymentDecided> context, IBehavior<PaymentState, PaymentDecided> next)
    {
        var (decided, stop) = (context.Message, context.CancellationToken);
        var all = await attempts.Of(decided.InvoiceId, stop);
        if (all.SingleOrDefault(one => one.AttemptNo == decided.AttemptNo && one.IsUnresolved) is { } open)
            await attempts.MoveOn(open.With(Answer(decided), clock.UtcNow()), stop);
        await next.Execute(context);
    }

    public Task Faulted<TException>(
        BehaviorExceptionContext<PaymentState, PaymentDecided, TException> context,
        IBehavior<PaymentState, PaymentDecided> next)
        where TException : Exception => next.Faulted(context);

    public void Probe(ProbeContext context) => context.CreateScope("decideAttempt");

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    private static GatewayAnswer Answer(PaymentDecided decided) => decided.GatewayReference is { } reference
        ? new GatewayAnswer.Captured(reference)
        : new GatewayAnswer.Declined("not_captured", DeclineClass.Later);
}
