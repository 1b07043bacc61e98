using MassTransit;
using MassTransit.RabbitMqTransport;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>Gives a queue its <see cref="GatheringChannel"/>, anew for each channel that it consumes on.</summary>
internal sealed class GatherAcks(Func<ChannelContext, OwnPublisher?> open, Rehearsal rehearsal)
    : IFilter<ChannelContext>
{
    public static void On(
        IRabbitMqReceiveEndpointConfigurator queue, Func<ChannelContext, OwnPublisher?> open, Rehearsal rehearsal)
    {
        // Readers, of which one is enough; how many messages are in work is the prefetch's to say.
        queue.ConcurrentMessageLimit = 1;
        queue.ConfigureChannel(pipe => pipe.UseFilter(new GatherAcks(open, rehearsal)));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("gatherAcks");

    /// <summary>Comes back when nothing is consumed on the channel any more.</summary>
    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        await using var publisher = open(context);
        await next.Send(new GatheringChannel(context, publisher, rehearsal));
    }
}
