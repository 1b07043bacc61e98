using Charging.Contracts;
using Charging.Rating.Pricing;
using MassTransit;

namespace Charging.Rating;

/// <summary>Prices a session, stores the price once and announces it; or sets the session aside and says why.</summary>
internal sealed class RateSessionConsumer(
    PriceSession price, Usages usages, SetAside aside, Details details, RatingMetrics metrics, TimeProvider clock,
    ILogger<RateSessionConsumer> log) : IConsumer<SessionEnded>
{
    public async Task Consume(ConsumeContext<SessionEnded> context)
    {
        var (session, stop) = (context.Message, context.CancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var answer = await price.Answer(context, now);

        var kept = answer is Quote quote
            ? await usages.AddOnce(Usage.Of(session, quote, now), stop)
            : await usages.FindSame(session, stop);

        if (kept is { IsConflict: false })
        {
            await context.Publish(kept.Stored.ToUsageRated(), stop);
            metrics.Rated(kept);
            log.Rated(kept.Stored);
        }
        else if (answer is not DetailAwaited)
        {
            await aside.Keep(context, answer as Rejection ?? Rejection.Conflict(session), now);
        }
        else
        {
            return;
        }

        if (Screening.AwaitsDetail(session)) await details.Remove(session, stop);
    }
}
