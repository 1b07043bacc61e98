using System.Diagnostics;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Logging;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>One kind of message that a worker publishes, by the bus or past it.</summary>
internal abstract class Publication(Type kind, bool isMandatory)
{
    private readonly string kind = MessageUrn.ForTypeString(kind);

    public string Exchange { get; } = ExchangeOf(kind);

    public bool IsMandatory => isMandatory;

    /// <summary>Fanout, but for a feed.</summary>
    public abstract string ExchangeType { get; }

    /// <summary>session-ended for SessionEnded.</summary>
    public static string ExchangeOf(Type kind) => KebabCaseEndpointNameFormatter.Instance.SanitizeName(kind.Name);

    public abstract Guid IdOf(object message);

    /// <summary>Empty but for a feed, where it is the reader.</summary>
    public abstract string RouteOf(object message);

    public abstract void Configure(IPublishPipeConfigurator pipe);

    /// <summary>What must be there before anything is published.</summary>
    public abstract void Declare(IRabbitMqBusFactoryConfigurator rabbit);

    /// <summary>
    /// What stands beside the message: its kind, when it is published, and the trace that it belongs to if there is
    /// one.
    /// </summary>
    public IDictionary<string, object?> HeadersIn(Activity? trace)
    {
        var all = new Dictionary<string, object?>(3)
        {
            [MessageHeaders.MessageType] = kind,
            [PublishedAt.Header] = PublishedAt.Now,
        };
        if (trace?.Id is { } id) all[DiagnosticHeaders.ActivityId] = id;
        return all;
    }
}

internal sealed class Publication<T>(Func<T, string> key, bool isMandatory, Feed<T>? feed = null)
    : Publication(typeof(T), isMandatory)
    where T : class
{
    public override string ExchangeType =>
        feed is null ? RabbitMQ.Client.ExchangeType.Fanout : RabbitMQ.Client.ExchangeType.Direct;

    public override string RouteOf(object message) => feed?.ReaderOf((T)message) ?? "";

    public override void Declare(IRabbitMqBusFactoryConfigurator rabbit) => feed?.Declare(rabbit, Exchange);

    public override Guid IdOf(object message) => Publications.IdOf<T>(key((T)message));

    public override void Configure(IPublishPipeConfigurator pipe) =>
        pipe.AddPipeSpecification(new DelegatePipeSpecification<PublishContext<T>>(publish =>
        {
            publish.MessageId = IdOf(publish.Message);
            publish.Mandatory = IsMandatory;
            if (feed is not null) publish.SetRoutingKey(RouteOf(publish.Message));
        }));
}
