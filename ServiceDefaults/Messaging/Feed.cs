using MassTransit;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// A kind of message of which each reader hears what is its own and nothing else: an exchange that routes by the
/// reader's name, and a queue EXCHANGE-READER for each. A reader who never comes costs nothing: what is too much or too
/// old is gone.
/// </summary>
/// <param name="readerOf">Whose a message is.</param>
/// <param name="readers">All there are.</param>
internal sealed class Feed<T>(Func<T, string> readerOf, IReadOnlyList<string> readers) where T : class
{
    public string ReaderOf(T message) => readerOf(message);

    /// <summary>Declared when the worker starts, so that a reader finds its queue before anything was told.</summary>
    public void Declare(IRabbitMqBusFactoryConfigurator rabbit, string exchange)
    {
        rabbit.DeployPublishTopology = true;
        rabbit.Publish<T>(topology =>
        {
            topology.ExchangeType = ExchangeType.Direct;
            foreach (var reader in readers)
            {
                topology.BindQueue(exchange, Feed.QueueOf(exchange, reader), queue =>
                {
                    queue.ExchangeType = ExchangeType.Direct;
                    queue.RoutingKey = reader;
                    foreach (var (name, value) in Feed.QueueArguments) queue.SetQueueArgument(name, value);
                });
            }
        });
    }
}

/// <summary>What all queues of feeds are.</summary>
public static class Feed
{
    /// <summary>Of one reader; the oldest goes first.</summary>
    public const int MostMessages = 10_000;

    /// <summary>A weekend, a holiday, and a day to mend it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static IReadOnlyDictionary<string, object> QueueArguments { get; } = new Dictionary<string, object>
    {
        ["x-queue-type"] = "quorum",
        ["x-max-length"] = MostMessages,
        ["x-overflow"] = "drop-head",
        ["x-message-ttl"] = (long)Longest.TotalMilliseconds,
    };

    public static string QueueOf(string exchange, string reader) => $"{exchange}-{reader}";
}
