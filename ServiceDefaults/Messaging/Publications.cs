using Charging.Contracts;
using MassTransit;
using MassTransit.Configuration;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// The table of what a worker publishes. A message's id is derived from its key, so that a repeat is told under the
/// same id; and what must not be lost is mandatory: published to nobody, it is an error that waits until somebody
/// listens.
/// </summary>
public sealed class Publications
{
    private static readonly Guid MessageNamespace = new("0b8f8f34-6b8c-5a3e-8a64-92f3a9b1d7e5");

    private readonly List<Action<IPublishPipeConfigurator>> entries = [];

    /// <param name="key">What makes a message of this kind the same message.</param>
    /// <param name="mandatory">False only for what nobody needs to hear.</param>
    public Publications Add<T>(Func<T, string> key, bool mandatory = true) where T : class
    {
        entries.Add(pipe => pipe.AddPipeSpecification(new DelegatePipeSpecification<PublishContext<T>>(publish =>
        {
            publish.MessageId = IdOf<T>(key(publish.Message));
            publish.Mandatory = mandatory;
        })));
        return this;
    }

    /// <summary>The id of the message of that kind and key, for those who publish without the bus.</summary>
    public static Guid IdOf<T>(string key) => NameBasedId.Of(MessageNamespace, $"{typeof(T).Name}\n{key}");

    internal void Configure(IPublishPipelineConfigurator bus) =>
        bus.ConfigurePublish(pipe => entries.ForEach(entry => entry(pipe)));
}
