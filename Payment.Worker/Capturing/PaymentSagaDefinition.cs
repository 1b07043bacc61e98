using MassTransit;

namespace Charging.Payments;

/// <summary>The saga's queue, named for its deed; and what it tells leaves only after its state is stored.</summary>
internal sealed class PaymentSagaDefinition : SagaDefinition<PaymentState>
{
    public PaymentSagaDefinition() => EndpointName = "payment-collect-payment";

    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator,
        ISagaConfigurator<PaymentState> sagaConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.UseInMemoryOutbox(context, outbox => outbox.ConcurrentMessageDelivery = true);
}
