using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>The saga's queue, named for its deed; and what it tells leaves only after its state is stored.</summary>
internal sealed class PaymentSagaDefinition : SagaDefinition<PaymentState>
{
    public const string Queue = "payment-collect-payment";

    /// <summary>
    /// Twice what other queues hand out: most of these messages wait for the gateway, and do nothing meanwhile.
    /// </summary>
    private const int Prefetch = 1000;

    public PaymentSagaDefinition() => EndpointName = Queue;

    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator,
        ISagaConfigurator<PaymentState> sagaConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = Prefetch;
        endpointConfigurator.UseInMemoryOutbox(context, outbox => outbox.ConcurrentMessageDelivery = true);
    }
}
