using System.CommandLine;
using System.Text.Json;
using Charging.Contracts;
using Charging.ServiceDefaults.Hosting;
using Charging.ServiceDefaults.Metering;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Serialization.JsonConverters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>How every worker speaks to RabbitMQ. The reasons for each setting stand in docs/decisions.</summary>
public static class Bus
{
    /// <summary>
    /// Hundreds of messages in flight are what lets them share one commit.
    /// </summary>
    private const int Prefetch = 500;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds the consumers and sagas, each on a quorum queue named service-deed, and the table of what this worker
    /// publishes; and the <c>topology</c> command, which declares exchanges and queues and consumes nothing.
    /// </summary>
    public static void AddMessageBus(
        this Worker worker, Action<IBusRegistrationConfigurator> register, Action<Publications> publishes)
    {
        var publications = new Publications();
        publishes(publications);
        var topologyOnly = false;

        OncePerOutage.Apply(worker.Services);
        worker.Services.AddSingleton(_ => BrokerAddress.Parse(worker.ConnectionString("RabbitMq")));
        worker.Services.AddSingleton(services => new Publishers(
            worker.Configuration, services.GetRequiredService<BrokerAddress>().User,
            services.GetRequiredService<TimeProvider>()));
        worker.Services.AddSingleton(publications);
        worker.Services.AddSingleton<Strangers.OpenQueues>().AddSingleton<RefusalLog>();
        worker.Services.AddHostedService<CheckMessageSize>();
        worker.Services.Configure<MassTransitHostOptions>(host =>
        {
            host.StopTimeout = ShutdownTimes.Bus;
            host.ConsumerStopTimeout = ShutdownTimes.Consumers;
        });
        worker.Services.AddSingleton<WaitingMessages>();
        worker.Services.AddSingleton<MessageMetrics>().AddTable(MessageMetrics.Table);
        worker.AddForService(() => worker.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(worker.Service, includeNamespace: false));
            bus.AddConfigureEndpointsCallback(Queues.Configure);
            register(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var broker = context.GetRequiredService<BrokerAddress>();
                rabbit.DeployTopologyOnly = topologyOnly;
                Host(rabbit, broker, worker.Service, context);
                rabbit.PrefetchCount = Prefetch;
                Speak(rabbit, publications, broker.User);
                rabbit.ConfigureEndpoints(context);
            });
        }));

        var topology = new Command(
            "topology", "Declares this worker's exchanges and queues, so that nothing published early is lost.");
        topology.SetAction((_, cancellationToken) =>
        {
            topologyOnly = true;
            return worker.RunWithBus(async (services, stop) =>
            {
                await Declare(services.GetRequiredService<IBusControl>(), stop);
                Console.WriteLine($"Exchanges and queues of '{worker.Service}' are declared.");
                return 0;
            }, cancellationToken);
        });
        worker.AddCommand(topology);
    }

    /// <summary>
    /// When the bus has started all is declared. A stop that comes so soon can miss an endpoint that is still on its
    /// way, and MassTransit then waits for it for ever; the process ends, and the connection with it.
    /// </summary>
    private static async Task Declare(IBusControl bus, CancellationToken cancellationToken)
    {
        await bus.StartAsync(cancellationToken);
        await await Task.WhenAny(bus.StopAsync(cancellationToken), Task.Delay(StopLimit, cancellationToken));
    }

    /// <summary>How what is sent and published looks, and under which name.</summary>
    internal static void Speak(IRabbitMqBusFactoryConfigurator rabbit, Publications publications, string user)
    {
        rabbit.MessageTopology.SetEntityNameFormatter(new ExchangeNames());
        rabbit.AddSerializer(new PlainMessages());
        rabbit.ConfigureJsonSerializerOptions(SpeakWire);
        rabbit.ConfigureSend(send => send.AddPipeSpecification(
            new DelegatePipeSpecification<SendContext>(message => Sign(message, user))));
        rabbit.ConfigurePublish(publish => publish.AddPipeSpecification(
            new DelegatePipeSpecification<PublishContext>(message => Sign(message, user))));
        publications.Configure(rabbit);
    }

    private static void Host(
        IRabbitMqBusFactoryConfigurator rabbit, BrokerAddress broker, string service, IBusRegistrationContext context)
    {
        var stop = context.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        rabbit.Host(broker.First, $"charging-{service}", host =>
        {
            host.OnRefreshConnectionFactory = factory =>
            {
                factory.SocketFactory = BrokerSocket.Taking(MessageSizes.Most);
                return BrokerReturn.Wait(broker, stop);
            };
            host.Heartbeat(BrokerAddress.Heartbeat);
            host.RequestedConnectionTimeout(BrokerAddress.ConnectionTimeout);
            if (broker.Nodes.Count == 1) return;
            host.UseCluster(cluster =>
            {
                foreach (var node in broker.Nodes.OrderBy(_ => Random.Shared.Next()))
                    cluster.Node(BrokerAddress.Text(node));
            });
        });
    }

    /// <summary>The broker vouches for it: a message under another user's name is refused.</summary>
    private static void Sign(SendContext message, string user)
    {
        if (!message.TryGetPayload(out RabbitMqSendContext? sent)) return;
        sent.BasicProperties.UserId = user;
        message.Headers.Set(PublishedAt.Header, PublishedAt.Now);
    }

    private static JsonSerializerOptions SpeakWire(JsonSerializerOptions json)
    {
        foreach (var quoted in json.Converters.OfType<StringDecimalJsonConverter>().ToList())
            json.Converters.Remove(quoted);
        Wire.Configure(json);
        return json;
    }

    private sealed class ExchangeNames : IEntityNameFormatter
    {
        public string FormatEntityName<T>() => Publication.ExchangeOf(typeof(T));
    }
}
