using System.Data.Common;
using System.Runtime.Serialization;
using System.Text.Json;
using Charging.ServiceDefaults.Waiting;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>The queues that others than our own workers write to.</summary>
public static class Strangers
{
    /// <summary>
    /// How many messages of a stranger's are handed out ahead: enough for hundreds to share one commit, and times the
    /// largest that is taken still no more than 400 MiB.
    /// </summary>
    private const int Prefetch = 200;

    /// <summary>Where no word of a message is judged: who says that a state is invalid there means the state.</summary>
    private static readonly HashSet<string?> Ours =
    [
        .. new[] { typeof(Dapper.SqlMapper), typeof(NpgsqlConnection), typeof(Strangers) }
            .Select(type => type.Assembly.GetName().Name),
    ];

    /// <summary>
    /// For a queue whose one message strangers publish: JSON with no header of ours is taken as that message, and so is
    /// the data of a CloudEvent.
    /// </summary>
    public static void FromAnyPublisher<T, TMessage>(
        this IConsumerRegistrationConfigurator<T> consumer, HearSetAside? hear = null)
        where T : class, IConsumer<TMessage> where TMessage : class =>
        consumer.Endpoint(endpoint => endpoint.AddConfigureEndpointCallback((context, queue) => Open<TMessage>(
            context, queue, door => new PlainMessages(door, RawSerializerOptions.AnyMessageType), takesEvents: true,
            hear)));

    /// <summary>
    /// For a queue on which strangers speak in a form of their own: what <paramref name="read"/> makes of the bytes
    /// is the message. Nothing is bound to the queue but the exchange of its own name.
    /// </summary>
    public static void FromForeigners<T, TMessage>(
        this IConsumerRegistrationConfigurator<T> consumer, string queue, Func<byte[], TMessage> read,
        HearSetAside? hear = null)
        where T : class, IConsumer<TMessage> where TMessage : class =>
        consumer.Endpoint(endpoint =>
        {
            endpoint.Name = queue;
            endpoint.ConfigureConsumeTopology = false;
            endpoint.AddConfigureEndpointCallback((context, configurator) => Open<TMessage>(
                context, configurator, door => new ForeignMessages<TMessage>(door, read), takesEvents: false, hear));
        });

    /// <summary>Said for later: <see cref="Queues"/> comes after a queue's own callbacks, and closes it.</summary>
    private static void Open<TMessage>(
        IRegistrationContext context, IReceiveEndpointConfigurator queue, Func<Door, ISerializerFactory> reader,
        bool takesEvents, HearSetAside? hear)
        where TMessage : class
    {
        var name = queue.InputAddress.Segments[^1];
        var publishers = context.GetRequiredService<Publishers>();
        var door = new Door(
            name, MessageSizes.MostOfStrangers, message => publishers.NeedNamed<TMessage>(message, name), false);
        context.GetRequiredService<OpenQueues>()[name] = new OpenQueue(door, takesEvents, open =>
        {
            open.PrefetchCount = Prefetch;
            Queues.Read(open, reader(door));
            open.AddPipeSpecification(new FilterPipeSpecification<ConsumeContext<TMessage>>(new Refusing<TMessage>()));
        }, hear);
    }

    /// <summary>
    /// What comes of the message itself is its publisher's, and no reason to try again or to stop the queue: what a
    /// consumer of ours refuses, and what no table takes. The database or a disk that fails is ours, and so is what was
    /// asked of them in a state in which it cannot be.
    /// </summary>
    internal static bool IsPublishers(Exception exception) => !Transient.Is(exception) && exception switch
    {
        MessageRefusedException => true,
        ObjectDisposedException => false,
        PostgresException refused => refused.SqlState.StartsWith("22", StringComparison.Ordinal)
            || refused.SqlState.StartsWith("23", StringComparison.Ordinal),
        DbException => false,
        InvalidOperationException { Source: { } where } when Ours.Contains(where) => false,
        InvalidOperationException or FormatException or ArgumentException or ArithmeticException => true,
        JsonException or SerializationException => true,
        _ => false,
    };

    /// <summary>By a queue's name, how it is opened to strangers; all others hear our own users alone.</summary>
    internal sealed class OpenQueues : Dictionary<string, OpenQueue>;

    internal sealed record OpenQueue(
        Door Door, bool TakesEvents, Action<IReceiveEndpointConfigurator> Open, HearSetAside? Hear);

    private sealed class Refusing<TMessage> : IFilter<ConsumeContext<TMessage>> where TMessage : class
    {
        public void Probe(ProbeContext context) => context.CreateFilterScope("refusing");

        public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
        {
            try
            {
                await next.Send(context);
            }
            catch (Exception exception) when (exception is not MessageRefusedException && IsPublishers(exception))
            {
                throw new MessageRefusedException(exception.Message, exception);
            }
        }
    }
}
