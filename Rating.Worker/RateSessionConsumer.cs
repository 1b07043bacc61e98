using Charging.Contracts;
using Charging.Rating.Pricing;
using MassTransit;

namespace Charging.Rating;

/// <summary>Prices a session, stores the price once and announces it; or sets the session aside and says why.</summary>
internal sealed class RateSessionConsumer(
    Tariffs tariffs, Usages usages, Quarantine quarantine, RatingMetrics metrics, TimeProvider clock,
    ILogger<RateSessionConsumer> log) : IConsumer<SessionEnded>
{
    public async Task Consume(ConsumeContext<SessionEnded> context)
    {
        var session = context.Message;
        var now = clock.GetUtcNow().UtcDateTime;
        var answer = await tariffs.PriceOf(session, now, context.CancellationToken);

        var (kept, rejection) = await usages.Keep(session, answer, now, context.CancellationToken);

        if (kept is { IsConflict: false })
        {
            await context.Publish(kept.Stored.ToUsageRated(), context.CancellationToken);
            metrics.Rated(kept);
            log.Rated(kept.Stored);
            return;
        }

        rejection ??= Rejection.Conflict(session);
        var aside = await quarantine.AddOnce(
            QuarantinedSession.Of(session, rejection, context.ReceiveContext.GetBody(), now),
            context.CancellationToken);
        await context.Publish(aside.ToSessionQuarantined(), context.CancellationToken);
        metrics.Quarantined();
        log.Quarantined(aside);
    }
}
