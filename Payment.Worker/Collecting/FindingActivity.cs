using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>A step of the saga that adds to what its message has found out, whatever message that is.</summary>
internal abstract class FindingActivity(string name) : IStateMachineActivity<PaymentState>
{
    public async Task Execute(BehaviorContext<PaymentState> context, IBehavior<PaymentState> next)
    {
        context.Put(await Find(context.Saga, context.Found(), null, context.CancellationToken));
        await next.Execute(context);
    }

    public async Task Execute<T>(BehaviorContext<PaymentState, T> context, IBehavior<PaymentState, T> next)
        where T : class
    {
        context.Put(await Find(context.Saga, context.Found(), context.Message, context.CancellationToken));
        await next.Execute(context);
    }

    public Task Faulted<TException>(
        BehaviorExceptionContext<PaymentState, TException> context, IBehavior<PaymentState> next)
        where TException : Exception => next.Faulted(context);

    public Task Faulted<T, TException>(
        BehaviorExceptionContext<PaymentState, T, TException> context, IBehavior<PaymentState, T> next)
        where T : class where TException : Exception => next.Faulted(context);

    public void Probe(ProbeContext context) => context.CreateScope(name);

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    /// <param name="payment">May be moved.</param>
    /// <param name="found">What is known so far.</param>
    /// <param name="message">Null where the step is not of a message.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract Task<Findings> Find(
        PaymentState payment, Findings found, object? message, CancellationToken cancellationToken);
}
