using System.Net.Mime;
using MassTransit;

namespace Charging.Rating;

/// <summary>Sends the bytes that a stranger sent, and nothing that was made of them.</summary>
internal sealed class AsItCame(byte[] body) : IMessageSerializer
{
    public ContentType ContentType { get; } = new(MediaTypeNames.Application.Json);

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => new BytesMessageBody(body);
}
