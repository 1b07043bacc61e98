using MassTransit;

namespace Charging.Rating.Importing;

/// <summary>Tells a platform's record as the session that it is; or says why there is none in it.</summary>
internal sealed class ImportRecordConsumer<T>(
    SourceRights sources, RatingMetrics metrics, ILogger<ImportRecordConsumer<T>> log)
    : IConsumer<RecordImported> where T : IRecordFormat
{
    public async Task Consume(ConsumeContext<RecordImported> context)
    {
        if (context.Message.Session is not { } session)
        {
            log.RecordSkipped(T.Name, context.Message.SkippedBecause);
            metrics.RecordSkipped(T.Name);
            return;
        }

        sources.Check(context, session.Source);
        await context.Publish(session, context.CancellationToken);
        metrics.RecordImported(T.Name);
    }
}
