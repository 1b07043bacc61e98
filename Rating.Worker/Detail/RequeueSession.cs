using Charging.Rating.Sessions;
using MassTransit;

namespace Charging.Rating.Detail;

/// <summary>
/// Puts a session back into the queue of sessions, with the bytes that came: only this worker hears it again. It stays
/// its platform's word, though we are the one who sends it now.
/// </summary>
internal sealed class RequeueSession(IBus bus)
{
    /// <summary>The exchange of the queue of that name; the queue itself is not declared anew.</summary>
    private static readonly Uri Queue = new("exchange:rating-rate-session");

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);

    /// <summary>Completes when the broker has it.</summary>
    public async Task Again(AnnouncedSession detail, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SendLimit);
        var queue = await bus.GetSendEndpoint(Queue);
        await queue.Send(
            detail.ToSession(),
            send =>
            {
                if (detail.PublishedBy is { } first) send.Headers.Set(Publishers.Header, first);
                send.Serializer = new RawBody(detail.Body);
                send.GetPayload<RabbitMqSendContext>().Mandatory = true;
            },
            limit.Token);
    }
}
