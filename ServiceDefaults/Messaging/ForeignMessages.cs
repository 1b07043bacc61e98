using System.Text.Json;
using Charging.Contracts;
using MassTransit;
using MassTransit.Serialization;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// For a queue on which strangers speak in a form of their own, whatever content type they give it. What
/// <paramref name="read"/> makes of the bytes is the message; an exception of it is the reason with which the bytes
/// go to
/// <c>_error</c>, like JSON that cannot be read.
/// </summary>
internal sealed class ForeignMessages<TMessage>(Door door, Func<byte[], TMessage> read)
    : SystemTextJsonRawMessageSerializer(RawSerializerOptions.AnyMessageType), IMessageDeserializer, ISerializerFactory
    where TMessage : class
{
    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    ConsumeContext IMessageDeserializer.Deserialize(ReceiveContext receiveContext)
    {
        var headers = door.Enter(receiveContext);
        return new BodyConsumeContext(
            receiveContext, Read(receiveContext.Body, headers, receiveContext.InputAddress));
    }

    SerializerContext IMessageDeserializer.Deserialize(MessageBody body, Headers headers, Uri? destinationAddress) =>
        Read(body, headers, destinationAddress);

    private SerializerContext Read(MessageBody body, Headers headers, Uri? destinationAddress)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(read(body.GetBytes()), Wire.Json);
        return Deserialize(new BytesMessageBody(message), headers, destinationAddress);
    }
}
