using Charging.Rating.Assigning;
using Charging.Rating.Counting;
using Charging.Rating.Plans;
using Charging.Rating.Pricing;

namespace Charging.Rating.Warming;

/// <summary>What Rating does before its first session, without a trace.</summary>
internal sealed class RatingWarmUp(Tariffs tariffs, PricePlans plans, Usages usages, TimeProvider clock)
{
    /// <summary>No platform, no customer and no plan is called so.</summary>
    private const string Nobody = "warm-up";

    private const string Plan = """
        code: warm-up
        name: Warm-up
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2025-01-01
        rounding: halfUp
        prices:
          - service: conference
            charge: leg
            steps:
              - { from: 0s, price: 0.06, per: 60s, increment: 60s }
              - { from: 60s, price: 0.06, per: 60s, increment: 1s }
        """;

    /// <summary>A conference of somebody who is not there.</summary>
    /// <param name="end">UTC.</param>
    public static SessionEnded SessionUntil(DateTime end)
    {
        var start = end.AddMinutes(-41);
        return new SessionEnded
        {
            Source = Nobody,
            SessionId = Nobody,
            CustomerId = Nobody,
            Service = Service.Conference,
            StartedAt = start,
            EndedAt = end,
            Legs =
            [
                new Leg
                {
                    LegId = "1", Address = "+420222333444", Direction = LegDirection.Inbound, ConnectedAt = start,
                    DisconnectedAt = end,
                },
            ],
            Attributes = new Dictionary<string, string> { ["conferenceRoom"] = "1" },
        };
    }

    /// <summary>What is told of such a session.</summary>
    public static UsageRated Rated(DateTime now)
    {
        var (session, plan) = (SessionUntil(now), PlanReader.Read(Nobody, Plan).Plan!);
        return Usage.Of(session, (Quote)plan.AnswerTo(session), now).ToUsageRated();
    }

    /// <summary>Nobody's session is by no plan.</summary>
    public async Task FindPlan(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await tariffs.PriceOf(SessionUntil(now), now, cancellationToken);
        await plans.FindAnew(Nobody, cancellationToken);
    }

    public Task Keep(CancellationToken cancellationToken) =>
        usages.WarmUp(SessionUntil(clock.GetUtcNow().UtcDateTime), cancellationToken);
}

/// <summary>How Rating gets warm.</summary>
internal static class WarmingParts
{
    public static void AddWarmUp(this Worker worker) => worker.Services
        .AddSingleton<RatingWarmUp>()
        .AddWarmUp<RatingWarmUp>("finding who pays, and by which plan", (rating, stop) => rating.FindPlan(stop))
        .AddWarmUp<RatingWarmUp>("keeping what is rated", (rating, stop) => rating.Keep(stop))
        .AddTold(() => RatingWarmUp.Rated(DateTime.UnixEpoch.AddYears(60)));
}
