using MassTransit;
using MassTransit.Configuration;
using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Saga;

namespace Charging.Payments.Collecting;

/// <summary>
/// Gives <see cref="PaymentSaga"/> its state from <see cref="Payments"/>: inserted first, by whoever is first; stored
/// by version, and whoever comes second tries again with what the first has left.
/// </summary>
internal static class PaymentRepository
{
    public static void StoredInPayments(this ISagaRegistrationConfigurator<PaymentState> saga) =>
        saga.Repository(services =>
        {
            services.RegisterLoadSagaRepository<PaymentState, PaymentContextFactory>();
            services.RegisterSagaRepository<
                PaymentState, Payments, SagaConsumeContextFactory<Payments, PaymentState>, PaymentContextFactory>();
        });
}

/// <summary>What MassTransit asks for the repository of one message.</summary>
internal sealed class PaymentContextFactory(
    Payments payments, StorePayment store, ISagaConsumeContextFactory<Payments, PaymentState> contexts)
    : ISagaRepositoryContextFactory<PaymentState>, ILoadSagaRepositoryContextFactory<PaymentState>
{
    public void Probe(ProbeContext context) => context.Add("persistence", "payment.payments");

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<PaymentState, T>> next)
        where T : class => next.Send(new PaymentContext<T>(payments, store, context, contexts));

    public Task SendQuery<T>(
        ConsumeContext<T> context,
        ISagaQuery<PaymentState> query,
        IPipe<SagaRepositoryQueryContext<PaymentState, T>> next) where T : class =>
        throw new NotSupportedException("A payment is found by its invoice's id; correlate the event by InvoiceId.");

    public Task<T> Execute<T>(
        Func<LoadSagaRepositoryContext<PaymentState>, Task<T>> asyncMethod, CancellationToken cancellationToken)
        where T : class => asyncMethod(new PaymentLoadContext(payments, cancellationToken));
}

/// <summary>The repository as one message sees it.</summary>
internal sealed class PaymentContext<TMessage>(
    Payments payments, StorePayment store, ConsumeContext<TMessage> context,
    ISagaConsumeContextFactory<Payments, PaymentState> contexts)
    : ConsumeContextScope<TMessage>(context, payments), SagaRepositoryContext<PaymentState, TMessage>
    where TMessage : class
{
    private readonly ConsumeContext<TMessage> message = context;

    private InvoiceCreated Invoice => message.Message as InvoiceCreated ?? throw new NotSupportedException(
        $"A payment begins with its invoice, and not with a {typeof(TMessage).Name}; correlate that to one there is.");

    public Task<SagaConsumeContext<PaymentState, T>> CreateSagaConsumeContext<T>(
        ConsumeContext<T> consumeContext, PaymentState instance, SagaConsumeContextMode mode) where T : class =>
        contexts.CreateSagaConsumeContext(payments, consumeContext, instance, mode);

    public Task<SagaConsumeContext<PaymentState, TMessage>> Add(PaymentState instance) =>
        contexts.CreateSagaConsumeContext(payments, message, instance, SagaConsumeContextMode.Add);

    /// <summary>Null, as MassTransit wants it, if the payment exists: it is loaded then.</summary>
    public async Task<SagaConsumeContext<PaymentState, TMessage>> Insert(PaymentState instance)
    {
        instance.Trace();
        if (await store.BeginOnce(instance, Invoice, CancellationToken) is not { } found) return null!;

        var begun = await contexts.CreateSagaConsumeContext(
            payments, message, instance, SagaConsumeContextMode.Insert);
        begun.Put(found);
        return begun;
    }

    public async Task<SagaConsumeContext<PaymentState, TMessage>> Load(Guid correlationId)
    {
        if (await payments.Find(correlationId, CancellationToken) is not { } payment) return null!;

        payment.Trace();
        return await contexts.CreateSagaConsumeContext(payments, message, payment, SagaConsumeContextMode.Load);
    }

    public Task Save(SagaConsumeContext<PaymentState> context) =>
        throw new NotSupportedException("A payment is stored before its invoice is handled; keep InsertOnInitial.");

    public async Task Update(SagaConsumeContext<PaymentState> context)
    {
        if (!await store.MoveOn(context.Saga, context.Found(), CancellationToken)) throw Overtaken(context.Saga);
    }

    public Task Delete(SagaConsumeContext<PaymentState> context) =>
        throw new NotSupportedException("A payment is never deleted; no state of PaymentSaga is final.");

    public Task Discard(SagaConsumeContext<PaymentState> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<PaymentState> context) => Task.CompletedTask;

    private static ConcurrencyException Overtaken(PaymentState payment) => new(
        $"The payment of invoice {payment.InvoiceNumber} was moved by another message; this one is handled again.",
        typeof(PaymentState), payment.CorrelationId);
}

/// <summary>The repository as someone sees it who only reads, such as a test.</summary>
internal sealed class PaymentLoadContext(Payments payments, CancellationToken cancellationToken)
    : BasePipeContext(cancellationToken), LoadSagaRepositoryContext<PaymentState>
{
    public Task<PaymentState> Load(Guid correlationId) => payments.Find(correlationId, CancellationToken)!;
}
