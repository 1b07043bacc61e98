using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>
/// Reads a settled payment's attempts, so that what was told of it can be told again in the same words.
/// </summary>
internal sealed class RecallAttempts(Attempts attempts, Disputes disputes) : IStateMachineActivity<PaymentState>
{
    public async Task Execute(BehaviorContext<PaymentState> context, IBehavior<PaymentState> next)
    {
        context.Put(await Recall(context.Saga, context.Found(), context.CancellationToken));
        await next.Execute(context);
    }

    public async Task Execute<T>(BehaviorContext<PaymentState, T> context, IBehavior<PaymentState, T> next)
        where T : class
    {
        context.Put(await Recall(context.Saga, context.Found(), context.CancellationToken));
        await next.Execute(context);
    }

    public Task Faulted<TException>(
        BehaviorExceptionContext<PaymentState, TException> context, IBehavior<PaymentState> next)
        where TException : Exception => next.Faulted(context);

    public Task Faulted<T, TException>(
        BehaviorExceptionContext<PaymentState, T, TException> context, IBehavior<PaymentState, T> next)
        where T : class where TException : Exception => next.Faulted(context);

    public void Probe(ProbeContext context) => context.CreateScope("recallAttempts");

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    private async Task<Findings> Recall(
        PaymentState payment, Findings found, CancellationToken cancellationToken) => found with
    {
        Attempts = await attempts.Recall(payment.CorrelationId, cancellationToken),
        Disputes = payment.ToldNo > 1 ? await disputes.Of(payment.CorrelationId, cancellationToken) : [],
    };
}
