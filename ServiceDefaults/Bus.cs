using System.CommandLine;
using System.Text.Json;
using Charging.Contracts;
using MassTransit;
using MassTransit.Serialization.JsonConverters;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults;

/// <summary>How every worker speaks to RabbitMQ. The reasons for each setting stand in DECISIONS.md.</summary>
public static class Bus
{
    /// <summary>
    /// Hundreds of messages in flight are what lets them share a <see cref="GroupCommit{TRow,TResult}"/>.
    /// </summary>
    private const int Prefetch = 500;

    private const RawSerializerOptions Strangers =
        RawSerializerOptions.AnyMessageType | RawSerializerOptions.AddTransportHeaders;

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

        worker.Services.Configure<MassTransitHostOptions>(host =>
        {
            host.StopTimeout = ShutdownTimes.Bus;
            host.ConsumerStopTimeout = ShutdownTimes.Consumers;
        });
        worker.Services.AddSingleton<WaitingMessages>();
        worker.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(worker.Service, includeNamespace: false));
            bus.AddConfigureEndpointsCallback(Queues.Configure);
            register(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.DeployTopologyOnly = topologyOnly;
                rabbit.Host(
                    new Uri(worker.ConnectionString("RabbitMq")),
                    $"charging-{worker.Service}",
                    host => host.OnRefreshConnectionFactory = UseBrokerSocket);
                rabbit.PrefetchCount = Prefetch;
                rabbit.MessageTopology.SetEntityNameFormatter(new ExchangeNames());
                var messages = new PlainMessages();
                rabbit.AddSerializer(messages);
                rabbit.AddDeserializer(messages, isDefault: true);
                rabbit.ConfigureJsonSerializerOptions(SpeakWire);
                publications.Configure(rabbit);
                rabbit.ConfigureEndpoints(context);
            });
        });

        var topology = new Command(
            "topology", "Declares this worker's exchanges and queues, so that nothing published early is lost.");
        topology.SetAction((_, cancellationToken) =>
        {
            topologyOnly = true;
            return worker.Run(async (services, stop) =>
            {
                await services.GetRequiredService<IBusControl>().DeployAsync(stop);
                Console.WriteLine($"Exchanges and queues of '{worker.Service}' are declared.");
                return 0;
            }, cancellationToken);
        });
        worker.AddCommand(topology);
    }

    /// <summary>
    /// For a queue whose one message strangers publish: JSON with no header of ours is taken as that message.
    /// </summary>
    public static void FromAnyPublisher<T>(this IConsumerRegistrationConfigurator<T> consumer)
        where T : class, IConsumer =>
        consumer.Endpoint(endpoint => endpoint.AddConfigureEndpointCallback(
            queue => queue.UseRawJsonDeserializer(Strangers, isDefault: true)));

    /// <summary>
    /// For a queue on which strangers speak in a form of their own: what <paramref name="read"/> makes of the bytes
    /// is the message. Nothing is bound to the queue but the exchange of its own name.
    /// </summary>
    public static void FromForeigners<T, TMessage>(
        this IConsumerRegistrationConfigurator<T> consumer, string queue, Func<byte[], TMessage> read)
        where T : class, IConsumer where TMessage : class =>
        consumer.Endpoint(endpoint =>
        {
            endpoint.Name = queue;
            endpoint.ConfigureConsumeTopology = false;
            endpoint.AddConfigureEndpointCallback(
                configurator => configurator.AddDeserializer(new ForeignMessages<TMessage>(read), isDefault: true));
        });

    private static Task UseBrokerSocket(ConnectionFactory factory)
    {
        factory.SocketFactory = BrokerSocket.Open;
        return Task.CompletedTask;
    }

    private static JsonSerializerOptions SpeakWire(JsonSerializerOptions json)
    {
        foreach (var quoted in json.Converters.OfType<StringDecimalJsonConverter>().ToList())
            json.Converters.Remove(quoted);
        Wire.Configure(json);
        return json;
    }

    /// <summary>session-ended for SessionEnded.</summary>
    private sealed class ExchangeNames : IEntityNameFormatter
    {
        public string FormatEntityName<T>() => KebabCaseEndpointNameFormatter.Instance.SanitizeName(typeof(T).Name);
    }
}
