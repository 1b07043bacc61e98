using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// JSON without an envelope, and of MassTransit's own headers the one that names the message. The others (a description
/// of the host, addresses, ids that AMQP has properties for) would make a message half as long again.
/// </summary>
internal sealed class PlainMessages(Door? door = null, RawSerializerOptions options = PlainMessages.Options)
    : SystemTextJsonRawMessageSerializer(options), IMessageDeserializer, ISerializerFactory
{
    public const RawSerializerOptions Options = RawSerializerOptions.AddTransportHeaders;

    /// <summary>The bytes of a message as the bus writes them.</summary>
    public static byte[] Write(object message, Type kind) =>
        JsonSerializer.SerializeToUtf8Bytes(message, kind, SystemTextJsonMessageSerializer.Options);

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    ConsumeContext IMessageDeserializer.Deserialize(ReceiveContext receiveContext)
    {
        if (door is null) return Deserialize(receiveContext);
        var headers = door.Enter(receiveContext);
        var message = OpenedEvent.Within(receiveContext);
        return new BodyConsumeContext(message, Deserialize(message.Body, headers, message.InputAddress));
    }

    protected override void SetRawMessageHeaders(SendContext context) =>
        context.Headers.Set(MessageHeaders.MessageType, string.Join(';', context.SupportedMessageTypes));
}
