using Charging.Contracts;
using MassTransit;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// The table of what a worker publishes. A message's id is derived from its key, so that a repeat is told under the
/// same id; and what must not be lost is mandatory: published to nobody, it is an error that waits until somebody
/// listens.
/// </summary>
public sealed class Publications
{
    private static readonly Guid MessageNamespace = new("0b8f8f34-6b8c-5a3e-8a64-92f3a9b1d7e5");

    private readonly Dictionary<Type, Publication> kinds = [];

    /// <param name="key">What makes a message of this kind the same message.</param>
    /// <param name="mandatory">False only for what nobody needs to hear.</param>
    public Publications Add<T>(Func<T, string> key, bool mandatory = true) where T : class
    {
        kinds.Add(typeof(T), new Publication<T>(key, mandatory));
        return this;
    }

    /// <summary>
    /// A kind of which each reader hears its own alone (<see cref="Feed"/>); nobody needs to hear it. Without readers
    /// there is no such kind, and nothing of it at the broker.
    /// </summary>
    /// <param name="key">What makes a message of this kind the same message.</param>
    /// <param name="readerOf">Whose it is: one of <paramref name="readers"/>.</param>
    /// <param name="readers">Each gets a queue.</param>
    public Publications AddFeed<T>(Func<T, string> key, Func<T, string> readerOf, IReadOnlyList<string> readers)
        where T : class
    {
        if (readers.Count > 0)
            kinds.Add(typeof(T), new Publication<T>(key, isMandatory: false, new Feed<T>(readerOf, readers)));
        return this;
    }

    /// <summary>The id of the message of that kind and key, for those who publish without the bus.</summary>
    public static Guid IdOf<T>(string key) => NameBasedId.Of(MessageNamespace, $"{typeof(T).Name}\n{key}");

    /// <summary>The exchange of that kind, for the same.</summary>
    public static string ExchangeOf<T>() => Publication.ExchangeOf(typeof(T));

    /// <exception cref="InvalidOperationException">It is not in the table.</exception>
    internal Publication Of(Type kind) => kinds.GetValueOrDefault(kind) ?? throw new InvalidOperationException(
        $"This worker does not publish {kind.Name}; what it publishes is named where AddMessageBus is called.");

    internal void Configure(IRabbitMqBusFactoryConfigurator bus)
    {
        foreach (var kind in kinds.Values) kind.Declare(bus);
        bus.ConfigurePublish(pipe =>
        {
            foreach (var kind in kinds.Values) kind.Configure(pipe);
        });
    }
}
