using MassTransit.Middleware;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// The channel of a queue as MassTransit sees it: every delivery is begun at once, one after the other by one reader,
/// and acknowledgements are gathered (<see cref="GatheredAcks"/>). So a message is acknowledged some milliseconds
/// later; if the worker dies meanwhile, it comes again, as it may at any time.
/// </summary>
/// <remarks>
/// By itself MassTransit has as many readers as messages may be in work, hundreds, all of which are woken by one; and
/// every acknowledgement is a frame of its own, which costs the broker more than the client.
/// </remarks>
internal sealed class GatheringChannel(ChannelContext inner, OwnPublisher? publisher, Rehearsal rehearsal)
    : ProxyPipeContext(inner), ChannelContext
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly GatheredAcks gathered = new();
    private Task saying = Task.CompletedTask;
    private int isSaying;
    private volatile bool isEnding;

    public IChannel Channel => inner.Channel;

    public ConnectionContext ConnectionContext => inner.ConnectionContext;

    /// <summary>On the same connection; null where nobody publishes past the bus.</summary>
    public OwnPublisher? Publisher => publisher;

    /// <summary>What is handed out now is done up to the deed, and does not come from the broker.</summary>
    public bool IsRehearsing { get; private set; } = true;

    public async Task<string> BasicConsume(
        string queue, bool noAck, bool exclusive, IDictionary<string, object> arguments, IAsyncBasicConsumer consumer,
        string consumerTag, CancellationToken cancellationToken)
    {
        await rehearsal.Begin(consumer, publisher, cancellationToken);
        IsRehearsing = false;
        return await inner.BasicConsume(
            queue, noAck, exclusive, arguments, new Starter(gathered, consumer), consumerTag, cancellationToken);
    }

    public async ValueTask BasicAck(ulong deliveryTag, bool multiple, CancellationToken cancellationToken)
    {
        if (IsRehearsing) return;
        if (Channel.IsOpen && !isEnding && gathered.Add(deliveryTag))
        {
            if (Interlocked.Exchange(ref isSaying, 1) == 0) saying = SayLater();
            return;
        }

        await inner.BasicAck(deliveryTag, multiple, cancellationToken);
        gathered.Pass(deliveryTag);
    }

    public async Task BasicNack(ulong deliveryTag, bool multiple, bool requeue, CancellationToken cancellationToken)
    {
        if (IsRehearsing) return;
        await inner.BasicNack(deliveryTag, multiple, requeue, cancellationToken);
        gathered.Pass(deliveryTag);
    }

    public Task BasicPublishAsync(
        string exchange, string routingKey, bool mandatory, BasicProperties basicProperties, byte[] body, bool awaitAck,
        CancellationToken cancellationToken) => inner.BasicPublishAsync(
            exchange, routingKey, mandatory, basicProperties, body, awaitAck, cancellationToken);

    public Task ExchangeBind(
        string destination, string source, string routingKey, IDictionary<string, object> arguments,
        CancellationToken cancellationToken) =>
        inner.ExchangeBind(destination, source, routingKey, arguments, cancellationToken);

    public Task ExchangeDeclare(
        string exchange, string type, bool durable, bool autoDelete, IDictionary<string, object> arguments,
        CancellationToken cancellationToken) =>
        inner.ExchangeDeclare(exchange, type, durable, autoDelete, arguments, cancellationToken);

    public Task ExchangeDeclarePassive(string exchange, CancellationToken cancellationToken) =>
        inner.ExchangeDeclarePassive(exchange, cancellationToken);

    public Task QueueBind(
        string queue, string exchange, string routingKey, IDictionary<string, object> arguments,
        CancellationToken cancellationToken) =>
        inner.QueueBind(queue, exchange, routingKey, arguments, cancellationToken);

    public Task<QueueDeclareOk> QueueDeclare(
        string queue, bool durable, bool exclusive, bool autoDelete, IDictionary<string, object> arguments,
        CancellationToken cancellationToken) =>
        inner.QueueDeclare(queue, durable, exclusive, autoDelete, arguments, cancellationToken);

    public Task<QueueDeclareOk> QueueDeclarePassive(string queue, CancellationToken cancellationToken) =>
        inner.QueueDeclarePassive(queue, cancellationToken);

    public Task<uint> QueuePurge(string queue, CancellationToken cancellationToken) =>
        inner.QueuePurge(queue, cancellationToken);

    public Task BasicQos(uint prefetchSize, ushort prefetchCount, bool global, CancellationToken cancellationToken) =>
        inner.BasicQos(prefetchSize, prefetchCount, global, cancellationToken);

    /// <summary>From here on nobody waits to be acknowledged: the last is followed by the channel's end.</summary>
    public async Task BasicCancel(string consumerTag, CancellationToken cancellationToken)
    {
        isEnding = true;
        await inner.BasicCancel(consumerTag, cancellationToken);
        await saying;
    }

    public void NotifyFaulted(Exception exception, Uri inputAddress) => inner.NotifyFaulted(exception, inputAddress);

    /// <summary>One at a time: a word that comes after one for more than its own costs the channel.</summary>
    private async Task SayLater()
    {
        do
        {
            await Task.Delay(Pause);
            await Say();
            Volatile.Write(ref isSaying, 0);
        }
        while (!gathered.IsEmpty && Channel.IsOpen && Interlocked.Exchange(ref isSaying, 1) == 0);
    }

    private async Task Say()
    {
        var (upTo, late) = gathered.Take();
        try
        {
            if (upTo > 0) await Channel.BasicAckAsync(upTo, multiple: true);
            foreach (var delivery in late) await Channel.BasicAckAsync(delivery, multiple: false);
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            // So is the channel, and what was done comes again on another; on one that is still open, the next word for
            // all before it stands for these too.
        }
    }

    /// <summary>Begins each delivery and does not wait for its end, which MassTransit's own consumer sees to.</summary>
    private sealed class Starter(GatheredAcks gathered, IAsyncBasicConsumer inner) : IAsyncBasicConsumer
    {
        public IChannel? Channel => inner.Channel;

        public Task HandleBasicDeliverAsync(
            string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
            IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body,
            CancellationToken cancellationToken = default)
        {
            // The client takes its buffer back when this returns.
            var copy = body.ToArray();
            if (LeftWithBroker.LengthOf(copy) is not null) gathered.KeepAlone(deliveryTag);
            PublishersTrace.Follow(properties);
            _ = inner.HandleBasicDeliverAsync(
                consumerTag, deliveryTag, redelivered, exchange, routingKey, properties, copy, cancellationToken);
            return Task.CompletedTask;
        }

        public Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default) =>
            inner.HandleBasicCancelAsync(consumerTag, cancellationToken);

        public Task HandleBasicCancelOkAsync(string consumerTag, CancellationToken cancellationToken = default) =>
            inner.HandleBasicCancelOkAsync(consumerTag, cancellationToken);

        public Task HandleBasicConsumeOkAsync(string consumerTag, CancellationToken cancellationToken = default) =>
            inner.HandleBasicConsumeOkAsync(consumerTag, cancellationToken);

        public Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason) =>
            inner.HandleChannelShutdownAsync(channel, reason);
    }
}
