using Charging.Contracts;
using Charging.Rating.Pricing;
using MassTransit;

namespace Charging.Rating;

/// <summary>Prices a session, stores the price once and announces it; or sets the session aside and says why.</summary>
internal sealed class RateSessionConsumer(
    SourceRights sources, Tariffs tariffs, AwaitDetail detail, Usages usages, SetAside aside, RatingMetrics metrics,
    TimeProvider clock, ILogger<RateSessionConsumer> log) : IConsumer<SessionEnded>
{
    public async Task Consume(ConsumeContext<SessionEnded> context)
    {
        var stop = context.CancellationToken;
        var (session, where) = MaskedSession.Of(context.Message);
        sources.Check(context, session.Source);
        var now = clock.GetUtcNow().UtcDateTime;
        var answer = await tariffs.PriceOf(session, now, stop);
        if (answer is DetailAwaited) answer = await detail.Answer(context, session, now);

        var (kept, rejection) = await usages.Keep(session, answer, now, stop);

        if (kept is { IsConflict: false })
        {
            await context.Publish(kept.Stored.ToUsageRated(), stop);
            metrics.Rated(kept);
            log.Rated(kept.Stored, where);
            await aside.Supersede(kept.Stored, now, stop);
        }
        else
        {
            if (answer is DetailAwaited) return;
            await aside.Keep(context, rejection ?? Rejection.Conflict(session), now);
        }

        await detail.End(session, stop);
    }
}
