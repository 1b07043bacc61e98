using Charging.Rating.Sessions;
using MassTransit;

namespace Charging.Rating.Importing;

/// <summary>The records of one platform's message, as far as it matters who sent them.</summary>
internal sealed class PlatformRights(SourceRights sources, Publishers publishers, ILogger<PlatformRights> log)
{
    /// <exception cref="MessageRefusedException">A session among them has a source that is another's.</exception>
    public void MustSpeakFor(ConsumeContext<RecordImported> context)
    {
        foreach (var record in context.Message.Records)
        {
            if (record.Session is { } session) sources.Check(context, session.Source);
        }
    }

    /// <summary>
    /// It stays its platform's word, under the id that the platform gave, though we are the one who publishes it now.
    /// </summary>
    public async Task SendAlone(ConsumeContext<RecordImported> context, Uri queue, byte[] bytes)
    {
        var endpoint = await context.GetSendEndpoint(queue);
        await endpoint.Send(
            context.Message,
            send =>
            {
                send.Headers.Set(Publishers.Header, context.PublishedBy(publishers) ?? "");
                send.MessageId = context.MessageId;
                send.Serializer = new RawBody(bytes);
            },
            context.CancellationToken);
    }

    public void LogSkipped(string format, RecordOutcome record) => log.RecordSkipped(format, record.SkippedBecause);
}
