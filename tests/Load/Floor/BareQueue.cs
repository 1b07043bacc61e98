using System.Text.Json;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Charging.Load.Floor;

/// <summary>
/// A connection of the bare client as fast as it can be used without losing anything: quorum queues, persistent
/// messages, every publish confirmed, and one acknowledgement for all messages whose rows were committed together.
/// </summary>
internal sealed class BareQueue : IAsyncDisposable
{
    public const string Rating = "rating";
    public const string Invoicing = "invoicing";
    public const string Payment = "payment";
    public const string Receipt = "receipt";

    private const int LargestGroup = 500;
    private const int Prefetch = 3 * LargestGroup;
    private const int Unconfirmed = 2_000;

    /// <summary>For others to come: with two rows a commit it would be the disk that is measured.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(2);

    private readonly IConnection connection;
    private readonly IChannel publishing;

    private BareQueue(IConnection connection, IChannel publishing) =>
        (this.connection, this.publishing) = (connection, publishing);

    public static async Task<BareQueue> Connect(string address)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        var publishing = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, new ThrottlingRateLimiter(Unconfirmed)));
        foreach (var queue in (string[])[Rating, Invoicing, Payment, Receipt])
            await publishing.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        return new BareQueue(connection, publishing);
    }

    /// <summary>Completes when the broker has confirmed all of them.</summary>
    public Task Publish<T>(string queue, IEnumerable<T> messages) => Task.WhenAll(messages.Select(message =>
        publishing.BasicPublishAsync(
            "", queue, mandatory: false,
            new BasicProperties
            {
                DeliveryMode = DeliveryModes.Persistent,
                ContentType = "application/json",
                MessageId = $"{Guid.NewGuid()}",
            },
            JsonSerializer.SerializeToUtf8Bytes(message)).AsTask()));

    /// <summary>Hands over what waits, as much as may be at once, and acknowledges it when the work is done.</summary>
    public async Task Consume<T>(string queue, Func<IReadOnlyList<T>, Task> work)
    {
        var channel = await connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, Prefetch, global: false);
        var arrived = Channel.CreateUnbounded<(ulong Tag, T Message)>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            arrived.Writer.TryWrite((delivery.DeliveryTag, JsonSerializer.Deserialize<T>(delivery.Body.Span)!));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);

        using var timer = new PeriodicTimer(Gathering);
        var group = new List<T>(LargestGroup);
        while (await arrived.Reader.WaitToReadAsync())
        {
            await timer.WaitForNextTickAsync();
            var last = 0UL;
            while (group.Count < LargestGroup && arrived.Reader.TryRead(out var next))
            {
                group.Add(next.Message);
                last = next.Tag;
            }

            await work(group);
            await channel.BasicAckAsync(last, multiple: true);
            group.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await publishing.DisposeAsync();
        await connection.DisposeAsync();
    }
}
