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

    /// <summary>Of bodies that one look holds; what lies there may be as long as the broker ever took.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

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

    /// <summary>
    /// A message without headers is one whose headers no client can read: the broker wrote some on all that lie here.
    /// What is too long for the broker stays as it is: a copy would be refused.
    /// </summary>
    internal static bool IsCopied(DeadLetter letter) =>
        (letter.Returns >= MostLooks || letter.Properties.Headers is null) && IsTaken(letter);

    /// <summary>The broker lets a message of this length in.</summary>
    private static bool IsTaken(DeadLetter letter) => letter.Body.Length <= MessageSizes.Most;

    /// <summary>
    /// Reads up to <paramref name="most"/> messages, or 64 MiB, and leaves them where they are.
    /// </summary>
    public async Task<IReadOnlyList<DeadLetter>> Look(string queue, int most, CancellationToken stop)
    {
        var seen = new List<DeadLetter>();
        var bytes = 0L;
        while (seen.Count < most && bytes < MostBytes && await Next(queue, stop) is { } letter)
        {
            seen.Add(letter);
            bytes += letter.Body.Length;
        }

        foreach (var letter in seen.Where(IsCopied)) await Put(queue, Copied(letter, queue), letter, stop);
        await GiveBack(
            queue, [.. seen.Where(letter => !IsCopied(letter)).Select(letter => letter.DeliveryTag)], stop);
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
    /// first publisher said, and counts as little, unless the operator vouches for it as his own. What is too long for
    /// the broker is left out, and stays.
    /// </summary>
    public async Task<(IReadOnlyList<DeadLetter> Sent, int LeftOut)> Replay(
        string queue, Func<DeadLetter, bool> isChosen, bool vouch, CancellationToken stop)
    {
        var home = BrokerQueue.HomeOf(queue);
        var leftOut = 0;
        return (await Take(queue, IsSent, Return, stop), leftOut);

        bool IsSent(DeadLetter letter)
        {
            if (!isChosen(letter)) return false;
            if (!IsTaken(letter)) leftOut++;
            return IsTaken(letter);
        }

        Task Return(DeadLetter letter)
        {
            var properties = DeadLetter.Unmarked(letter.Properties, Broker.User, queue, Broker.OwnUsers);
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
            else if (IsCopied(letter))
                await Put(queue, Copied(letter, queue), letter, stop);
            else
                left.Add(letter.DeliveryTag);
        }

        await GiveBack(queue, left, stop);
        return taken;
    }

    private static BasicProperties Copied(DeadLetter letter, string queue) =>
        DeadLetter.Signed(new BasicProperties(letter.Properties), Broker.User, queue, Broker.OwnUsers);

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
