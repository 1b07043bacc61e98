using Charging.ServiceDefaults;
using RabbitMQ.Client;

namespace Charging.Operator.DeadLetters;

/// <summary>Looks into the queues of messages that were set aside, and brings them back to where they belong.</summary>
internal sealed class DeadLetterQueues : IAsyncDisposable
{
    /// <summary>
    /// A look counts as a delivery, and at its limit (20 or more) a quorum queue gives a message away. One that was
    /// looked at this often is replaced by a fresh copy.
    /// </summary>
    private const int MostLooks = 10;

    private readonly IConnection connection;
    private readonly IChannel channel;

    private DeadLetterQueues(IConnection connection, IChannel channel) =>
        (this.connection, this.channel) = (connection, channel);

    public static async Task<DeadLetterQueues> Open(CancellationToken stop)
    {
        var connection = await Broker.Connect(stop);
        return new DeadLetterQueues(
            connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true), stop));
    }

    /// <summary>Reads up to <paramref name="most"/> messages and leaves them where they are.</summary>
    public async Task<IReadOnlyList<DeadLetter>> Look(string queue, int most, CancellationToken stop)
    {
        var seen = new List<DeadLetter>();
        while (seen.Count < most && await Next(queue, stop) is { } letter) seen.Add(letter);

        foreach (var letter in seen)
        {
            if (letter.Returns < MostLooks)
            {
                await channel.BasicNackAsync(letter.DeliveryTag, multiple: false, requeue: true, stop);
                continue;
            }

            var copied = DeadLetter.Signed(new BasicProperties(letter.Properties), Broker.User, queue);
            await Put(queue, copied, letter, stop);
        }

        return seen;
    }

    /// <summary>
    /// Sends what lies in the queue now back to the queue it came from; returns how many. Each stays what its first
    /// publisher said, and counts as little, unless the operator vouches for it as his own.
    /// </summary>
    public async Task<int> Replay(string queue, bool vouch, CancellationToken stop)
    {
        var home = BrokerQueue.HomeOf(queue);
        var waiting = (int)await channel.MessageCountAsync(queue, stop);
        var replayed = 0;
        while (replayed < waiting && await Next(queue, stop) is { } letter)
        {
            var properties = DeadLetter.Unmarked(letter.Properties, Broker.User, queue);
            if (vouch) properties.Headers?.Remove(Publishers.Header);
            await Put(home, properties, letter, stop);
            replayed++;
        }

        return replayed;
    }

    /// <summary>
    /// By the exchange that has the queue's name, which the operator may write to. The copy is confirmed before the
    /// original goes: a crash between them leaves both.
    /// </summary>
    private async Task Put(string queue, BasicProperties properties, DeadLetter letter, CancellationToken stop)
    {
        await channel.BasicPublishAsync(queue, "", mandatory: true, properties, letter.Body, stop);
        await channel.BasicAckAsync(letter.DeliveryTag, multiple: false, stop);
    }

    private async Task<DeadLetter?> Next(string queue, CancellationToken stop) =>
        await channel.BasicGetAsync(queue, autoAck: false, stop) is { } got
            ? new DeadLetter(got.DeliveryTag, got.Body.ToArray(), got.BasicProperties)
            : null;

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
