using MassTransit;
using MassTransit.RabbitMqTransport;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>Gives a queue its <see cref="GatheringChannel"/>, anew for each channel that it consumes on.</summary>
internal sealed class GatherAcks : IFilter<ChannelContext>
{
    public static void On(IRabbitMqReceiveEndpointConfigurator queue)
    {
        // Readers, of which one is enough; how many messages are in work is the prefetch's to say.
        queue.ConcurrentMessageLimit = 1;
        queue.ConfigureChannel(pipe => pipe.UseFilter(new GatherAcks()));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("gatherAcks");

    public Task Send(ChannelContext context, IPipe<ChannelContext> next) => next.Send(new GatheringChannel(context));
}
