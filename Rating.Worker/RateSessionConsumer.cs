using Charging.Rating.Counting;
using Charging.Rating.Detail;
using Charging.Rating.Quarantine;
using Charging.Rating.Sessions;
using MassTransit;

namespace Charging.Rating;

/// <summary>Prices a session, stores the price once and announces it; or sets the session aside and says why.</summary>
internal sealed class RateSessionConsumer(
    SourceRights sources, AwaitDetail detail, Usages usages, SetAside aside, RatingMetrics metrics,
    TimeProvider clock, ILogger<RateSessionConsumer> log) : IConsumer<SessionEnded>
{
    public async Task Consume(ConsumeContext<SessionEnded> context)
    {
        var (stop, now) = (context.CancellationToken, clock.GetUtcNow().UtcDateTime);
        var (session, masked) = MaskedSession.Of(context.Message);
        Traced.Session(session.Source, session.SessionId);
        sources.Check(context, session.Source);
        var price = await detail.PriceOf(context, session, now);
        var outcome = await usages.Rate(session, price, now, Arrival.Of(context, now), stop);
        Traced.Outcome(outcome.Word);
        switch (outcome)
        {
            case RatingOutcome.Awaiting: return;
            case RatingOutcome.SetAside { Reason: var reason }: await aside.Keep(context, reason, now); break;
            case RatingOutcome.Rated { Usage: var usage }: await Announce(usage, isRepeat: false); break;
            case RatingOutcome.Repeated { Usage: var usage }: await Announce(usage, isRepeat: true); break;
        }

        await detail.End(session, stop);

        async Task Announce(Usage usage, bool isRepeat)
        {
            var told = usage.ToUsageRated();
            await context.Publish(told, stop);
            metrics.Rated(told.Charge, isRepeat);
            log.Rated(told, masked);
            await aside.Supersede(usage, now, stop);
        }
    }
}
