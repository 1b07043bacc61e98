using MassTransit;

namespace Charging.Payments.Receipts;

/// <summary>How many receipts are in work at once.</summary>
internal sealed class SendReceiptConsumerDefinition : ConsumerDefinition<SendReceiptConsumer>
{
    /// <summary>
    /// Each holds a whole mail, which the collector copies while it is in work: a hundred fill a group as well.
    /// </summary>
    private const int Prefetch = 100;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<SendReceiptConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.PrefetchCount = Prefetch;
}
