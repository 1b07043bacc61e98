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

    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(5);

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

        foreach (var letter in seen.Where(letter => letter.Returns >= MostLooks))
            await Put(queue, Copied(letter, queue), letter, stop);
        await GiveBack(
            queue, [.. seen.Where(letter => letter.Returns < MostLooks).Select(letter => letter.DeliveryTag)], stop);
        return seen;
    }

    /// <summary>Goes through all of the queue for those that are meant, and leaves them where they are.</summary>
    public async Task<IReadOnlyList<DeadLetter>> Find(
        string queue, Func<DeadLetter, bool> isMeant, CancellationToken stop)
    {
        List<DeadLetter> found = [];
        await Take(queue, Note, _ => Task.CompletedTask, stop);
        return found;

        bool Note(DeadLetter letter)
        {
            if (isMeant(letter)) found.Add(letter);
            return false;
        }
    }

    /// <summary>Messages that are ready at this moment.</summary>
    public Task<uint> Ready(string queue, CancellationToken stop) => channel.MessageCountAsync(queue, stop);

    /// <summary>
    /// Sends those that are chosen of what lies in the queue now back to the queue it came from. Each stays what its
    /// first publisher said, and counts as little, unless the operator vouches for it as his own.
    /// </summary>
    public Task<IReadOnlyList<DeadLetter>> Replay(
        string queue, Func<DeadLetter, bool> isChosen, bool vouch, CancellationToken stop)
    {
        var home = BrokerQueue.HomeOf(queue);
        return Take(queue, isChosen, Return, stop);

        Task Return(DeadLetter letter)
        {
            var properties = DeadLetter.Unmarked(letter.Properties, Broker.User, queue);
            if (vouch) properties.Headers?.Remove(Publishers.Header);
            return Put(home, properties, letter, stop);
        }
    }

    /// <summary>Takes those that are chosen out of the queue, each after it was kept elsewhere.</summary>
    public Task<IReadOnlyList<DeadLetter>> Remove(
        string queue, Func<DeadLetter, bool> isChosen, Func<DeadLetter, Task> keep, CancellationToken stop) =>
        Take(
            queue,
            isChosen,
            async letter =>
            {
                await keep(letter);
                await channel.BasicAckAsync(letter.DeliveryTag, multiple: false, stop);
            },
            stop);

    /// <summary>Goes once through what lies in the queue now; what is not chosen stays.</summary>
    private async Task<IReadOnlyList<DeadLetter>> Take(
        string queue, Func<DeadLetter, bool> isChosen, Func<DeadLetter, Task> act, CancellationToken stop)
    {
        var waiting = (int)await channel.MessageCountAsync(queue, stop);
        List<DeadLetter> taken = [];
        List<ulong> left = [];
        for (var seen = 0; seen < waiting && await Next(queue, stop) is { } letter; seen++)
        {
            if (isChosen(letter))
            {
                await act(letter);
                taken.Add(letter);
            }
            else if (letter.Returns < MostLooks)
                left.Add(letter.DeliveryTag);
            else
                await Put(queue, Copied(letter, queue), letter, stop);
        }

        await GiveBack(queue, left, stop);
        return taken;
    }

    private static BasicProperties Copied(DeadLetter letter, string queue) =>
        DeadLetter.Signed(new BasicProperties(letter.Properties), Broker.User, queue);

    /// <summary>
    /// Completes when they are in the queue again, which the broker does not confirm: who looks next would miss them.
    /// </summary>
    private async Task GiveBack(string queue, List<ulong> tags, CancellationToken stop)
    {
        foreach (var tag in tags) await channel.BasicNackAsync(tag, multiple: false, requeue: true, stop);
        await Until.True(async () => await Ready(queue, stop) >= tags.Count, MostPatience, stop);
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
