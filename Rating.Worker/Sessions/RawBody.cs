using System.Net.Mime;
using MassTransit;

namespace Charging.Rating.Sessions;

/// <summary>Sends the bytes that a stranger sent, and nothing that was made of them.</summary>
internal sealed class RawBody(byte[] body) : IMessageSerializer
{
    public ContentType ContentType { get; } = new(MediaTypeNames.Application.Json);

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => new BytesMessageBody(body);
}
