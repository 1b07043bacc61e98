using MassTransit;

namespace Charging.Rating.Importing;

/// <summary>
/// Tells a platform's records as the sessions that they are; or says why there is none. A record that is refused among
/// others goes back to the queue alone, where it is refused with its own reason and the others are not sent again.
/// </summary>
internal sealed class ImportRecordConsumer<T>(
    SourceRights sources, RatingMetrics metrics, ILogger<ImportRecordConsumer<T>> log)
    : IConsumer<RecordImported> where T : IRecordFormat
{
    public async Task Consume(ConsumeContext<RecordImported> context)
    {
        foreach (var record in context.Message.Records)
        {
            if (record.Session is { } told) sources.Check(context, told.Source);
        }

        foreach (var record in context.Message.Records)
        {
            if (record.Refused is { } bytes)
            {
                await SendAlone(context, bytes);
            }
            else if (record.Session is { } session)
            {
                await context.Publish(session, context.CancellationToken);
                metrics.RecordImported(T.Name);
            }
            else
            {
                log.RecordSkipped(T.Name, record.SkippedBecause);
                metrics.RecordSkipped(T.Name, record.IsBreakout);
            }
        }
    }

    private static async Task SendAlone(ConsumeContext<RecordImported> context, byte[] bytes)
    {
        var queue = await context.GetSendEndpoint(ImportQueues.AddressOf<T>());
        await queue.Send(context.Message, send => send.Serializer = new AsItCame(bytes), context.CancellationToken);
    }
}
