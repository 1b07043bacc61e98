using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MassTransit;
using MassTransit.Context;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// A message as its consumer sees it in the fast lane: itself, how it was delivered, and where to tell what comes of
/// it. For whatever else a consumer may ask, its message takes the ordinary way.
/// </summary>
internal sealed class LaneContext<TMessage>(
    ReceiveContext received, TMessage message, OwnPublisher publisher, CancellationToken limit)
    : BaseConsumeContext(received, null!), ConsumeContext<TMessage>
    where TMessage : class
{
    public TMessage Message => message;

    public override CancellationToken CancellationToken => limit;

    public override Guid? MessageId => throw NotHere();

    public override Guid? RequestId => throw NotHere();

    public override Guid? CorrelationId => throw NotHere();

    public override Guid? ConversationId => throw NotHere();

    public override Guid? InitiatorId => throw NotHere();

    public override DateTime? ExpirationTime => throw NotHere();

    public override Uri SourceAddress => throw NotHere();

    public override Uri DestinationAddress => throw NotHere();

    public override Uri ResponseAddress => throw NotHere();

    public override Uri FaultAddress => throw NotHere();

    public override DateTime? SentTime => throw NotHere();

    public override Headers Headers => throw NotHere();

    public override HostInfo Host => throw NotHere();

    public override IEnumerable<string> SupportedMessageTypes => throw NotHere();

    public override Task ConsumeCompleted => throw NotHere();

    public new Task Publish<T>(T told, CancellationToken cancellationToken) where T : class =>
        publisher.Publish(told, typeof(T), cancellationToken);

    public new Task Publish(object told, CancellationToken cancellationToken) =>
        publisher.Publish(told, told.GetType(), cancellationToken);

    public new Task Publish(object told, Type messageType, CancellationToken cancellationToken) =>
        publisher.Publish(told, messageType, cancellationToken);

    public override bool HasPayloadType(Type payloadType) => ReceiveContext.HasPayloadType(payloadType);

    public override bool TryGetPayload<T>([NotNullWhen(true)] out T? payload) where T : class =>
        ReceiveContext.TryGetPayload(out payload);

    public override T GetOrAddPayload<T>(PayloadFactory<T> payloadFactory) => throw NotHere();

    public override T AddOrUpdatePayload<T>(PayloadFactory<T> addFactory, UpdatePayloadFactory<T> updateFactory) =>
        throw NotHere();

    public override bool HasMessageType(Type messageType) => messageType == typeof(TMessage);

    public override bool TryGetMessage<T>([NotNullWhen(true)] out ConsumeContext<T>? consumeContext) =>
        (consumeContext = this as ConsumeContext<T>) is not null;

    public override void AddConsumeTask(Task task) => throw NotHere();

    public Task NotifyConsumed(TimeSpan duration, string consumerType) => throw NotHere();

    public Task NotifyFaulted(TimeSpan duration, string consumerType, Exception exception) => throw NotHere();

    private static NotSupportedException NotHere([CallerMemberName] string asked = "") =>
        new($"In the fast lane a {typeof(TMessage).Name} has no {asked}; who needs that has no lane.");
}
