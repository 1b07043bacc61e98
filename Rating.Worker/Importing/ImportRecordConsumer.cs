using MassTransit;

namespace Charging.Rating.Importing;

/// <summary>
/// Tells a platform's records as the sessions that they are; or says why there is none. A record that is refused among
/// others goes back to the queue alone, where it is refused with its own reason and the others are not sent again.
/// </summary>
internal sealed class ImportRecordConsumer<T>(PlatformRights platform, RatingMetrics metrics)
    : IConsumer<RecordImported> where T : IRecordFormat
{
    public async Task Consume(ConsumeContext<RecordImported> context)
    {
        platform.MustSpeakFor(context);
        foreach (var record in context.Message.Records) await Tell(context, record);
    }

    private async Task Tell(ConsumeContext<RecordImported> context, RecordOutcome record)
    {
        if (record.Refused is { } bytes)
        {
            await platform.SendAlone(context, ImportQueues.AddressOf<T>(), bytes);
        }
        else if (record.Session is { } session)
        {
            await context.Publish(session, context.CancellationToken);
            metrics.RecordImported(T.Name);
        }
        else
        {
            platform.LogSkipped(T.Name, record);
            metrics.RecordSkipped(T.Name, record.IsBreakout);
        }
    }
}
