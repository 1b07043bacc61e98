using Charging.ServiceDefaults.Waiting;
using MassTransit;
using MassTransit.Transports.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Every queue alike: a quorum queue with a positive delivery limit, a dead-letter queue beside it, endless patience
/// with what passes by itself and little with what does not.
/// </summary>
internal static class Queues
{
    /// <summary>
    /// Returns to the queue before a message is laid aside in <c>_dead</c>; a lost connection counts as one.
    /// </summary>
    private const int DeliveryLimit = 50;

    /// <summary>No deed takes longer; a publish that hangs ends here and is tried again.</summary>
    public static readonly TimeSpan DeedLimit = TimeSpan.FromMinutes(2);

    /// <summary>How long a queue stands still of whose messages most failed through our own fault.</summary>
    public static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The waits between tries: a second at the longest for the first minute, so that the chain is at work again soon
    /// after an outage, then 5 s; together longer than the broker waits for an acknowledgement (30 minutes).
    /// </summary>
    private static readonly TimeSpan[] PatientWaits =
    [
        TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(1), 60),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(5), 440),
    ];

    public static void Configure(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint)
    {
        var publishers = context.GetRequiredService<Publishers>();
        var open = context.GetRequiredService<Strangers.OpenQueues>().GetValueOrDefault(name);
        var door = open?.Door
            ?? new Door(name, MessageSizes.Most, message => publishers.NeedOwn(message, name), isInner: true);
        bool IsTheirs(Exception fault) =>
            fault is MessageRefusedException || (open is not null && Strangers.IsPublishers(fault));
        Task Hear(MessageSetAside message, CancellationToken stop) =>
            open?.Hear?.Invoke(context, message, stop) ?? Task.CompletedTask;

        endpoint.PublishFaults = false;
        Read(endpoint, new PlainMessages(door));
        var killSwitch = new KillSwitch(new KillSwitchOptions()
            .SetActivationThreshold(200).SetTripThreshold(0.5).SetRestartTimeout(RestartAfter)
            .SetExceptionFilter(ours => ours.Ignore<Exception>(IsTheirs)));
        endpoint.ConnectReceiveEndpointObserver(killSwitch);
        var openLane = FastLanes.Of(context, name);
        var metrics = context.GetRequiredService<MessageMetrics>().Of(name, hasLane: openLane is not null);
        var lane = openLane?.Invoke(door, killSwitch, metrics);
        var waiting = context.GetRequiredService<WaitingMessages>();
        endpoint.ConfigureReceive(pipe =>
        {
            pipe.UseFilter(new Room());
            pipe.UseFilter(new WaitOfMessages(metrics));
            if (lane is not null) pipe.UseFilter(lane);
            if (open is { TakesEvents: true }) pipe.UseFilter(new OpenEvents(door));
            pipe.UseFilter(waiting);
        });
        var aside = new SetAside(
            publishers, context.GetRequiredService<RefusalLog>(), metrics, name, IsTheirs, Hear);
        endpoint.ConfigureError(pipe => pipe.UseFilter(aside));
        endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(aside));
        Try(endpoint, waiting, IsTheirs);
        if (endpoint is IRabbitMqReceiveEndpointConfigurator queue) Keep(queue, name, context, lane is not null);
        open?.Open(endpoint);
    }

    /// <summary>Messages are read by this and by nothing else, whatever content type they claim.</summary>
    public static void Read(IReceiveEndpointConfigurator endpoint, ISerializerFactory reader)
    {
        endpoint.ClearSerialization();
        endpoint.AddSerializer(new PlainMessages());
        endpoint.AddDeserializer(reader, isDefault: true);
    }

    /// <summary>What the broker is to do with the queue, and how the two of them speak.</summary>
    private static void Keep(
        IRabbitMqReceiveEndpointConfigurator queue, string name, IRegistrationContext context, bool publishesPastTheBus)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        queue.BindDeadLetterQueue(
            $"{name}_dead", $"{name}_dead", dead => dead.SetQueueArgument("x-queue-type", "quorum"));
        GatherAcks.On(queue, channel => publishesPastTheBus
            ? new OwnPublisher(
                channel.ConnectionContext.Connection, context.GetRequiredService<Publications>(),
                context.GetRequiredService<BrokerAddress>().User)
            : null, Rehearsal.Of(context, name));
    }

    private static void Try(
        IReceiveEndpointConfigurator endpoint, WaitingMessages waiting, Func<Exception, bool> isTheirs)
    {
        endpoint.UseMessageRetry(patient =>
        {
            patient.Handle<Exception>(Transient.Is);
            patient.Intervals(PatientWaits);
            patient.ConnectRetryObserver(waiting);
        });
        endpoint.UseMessageRetry(brief =>
        {
            brief.Handle<Exception>(exception => !isTheirs(exception) && !Transient.Is(exception));
            brief.Intervals(100, 500);
        });
        endpoint.UseTimeout(limit => limit.Timeout = DeedLimit);
    }
}
