using MassTransit;
using MassTransit.Transports;
using RabbitMQ.Client;
using Headers = MassTransit.Headers;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// What is asked of a message before a byte of it is read: its length, its form, and who published it. And what is
/// kept of its properties: its id and, inside, its kind. Addresses, other ids and all else that MassTransit would obey
/// stay outside.
/// </summary>
internal sealed class Door(string queue, long mostBytes, Action<IReadOnlyBasicProperties> needPublisher, bool isInner)
{
    private const string Envelope = "application/vnd.masstransit";

    /// <summary>Our own users alone are heard there, and each message says its kind.</summary>
    public bool IsInner => isInner;

    /// <exception cref="MessageRefusedException">It may not come in.</exception>
    public Headers Enter(ReceiveContext message)
    {
        var properties = Admit(message);
        var ofEvent = message.TryGetPayload(out OpenedEvent? opened) ? opened.MessageId : null;
        return Kept(properties, properties.MessageId ?? ofEvent);
    }

    /// <returns>What it came with, of which nothing is to be obeyed.</returns>
    /// <exception cref="MessageRefusedException">It may not come in.</exception>
    public IReadOnlyBasicProperties Admit(ReceiveContext message)
    {
        var properties = message.TryGetPayload(out RabbitMqBasicConsumeContext? delivery)
            ? delivery.Properties
            : throw new InvalidOperationException($"'{queue}' got a message that did not come over RabbitMQ.");
        var length = LeftWithBroker.LengthOf(message.Body) ?? message.Body.Length ?? 0;
        if (length > mostBytes)
        {
            throw new MessageRefusedException(
                $"A message of {length} bytes; '{queue}' takes at most {mostBytes}. It was not read.");
        }

        if (properties.ContentType?.StartsWith(Envelope, StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new MessageRefusedException(
                $"An envelope (content type {properties.ContentType}), which '{queue}' does not open. " +
                "Publish what is in its 'message' alone, as application/json.");
        }

        needPublisher(properties);
        return properties;
    }

    private JsonTransportHeaders Kept(IReadOnlyBasicProperties properties, string? messageId)
    {
        var kept = new Dictionary<string, object>();
        if (Guid.TryParse(messageId, out var id)) kept[MessageHeaders.MessageId] = id.ToString();
        if (isInner && properties.Headers?.TryGetValue(MessageHeaders.MessageType, out var kind) == true)
            kept[MessageHeaders.MessageType] = kind is byte[] text ? System.Text.Encoding.UTF8.GetString(text) : "";
        return new JsonTransportHeaders(new DictionaryHeaderProvider(kept));
    }
}
