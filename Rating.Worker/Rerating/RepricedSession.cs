using System.Text.Json;
using Charging.Rating.Counting;
using Charging.Rating.Plans;
using Charging.Rating.Pricing;

namespace Charging.Rating.Rerating;

/// <summary>What a rated session costs by the plan as it is now; or, for people, why that cannot be said.</summary>
/// <param name="Usage">As it was rated.</param>
/// <param name="Before">Its charge, with the adjustments made so far.</param>
/// <param name="Adjustments">How many those are.</param>
/// <param name="Quote">Null where there is an obstacle.</param>
/// <param name="Obstacle">Null where there is a quote.</param>
internal sealed record RepricedSession(Usage Usage, Money Before, int Adjustments, Quote? Quote, string? Obstacle)
{
    /// <summary>Negative for a credit.</summary>
    public Money? Difference => Quote?.Charge - Before;

    /// <param name="usage">As it was rated.</param>
    /// <param name="latest">Its latest adjustment, if it has any.</param>
    /// <param name="versions">Of its plan.</param>
    public static RepricedSession Of(Usage usage, Adjustment? latest, PlanVersions versions)
    {
        var unpriced = new RepricedSession(usage, latest?.Charge ?? usage.Charge, latest?.Number ?? 0, null, null);
        return unpriced.PricedBy(versions) switch
        {
            Quote quote when quote.Charge.Currency != usage.Charge.Currency => unpriced with
            {
                Obstacle = $"the {quote.Plan.Version} charges in {quote.Charge.Currency} now",
            },
            Quote quote when quote.Counted != (usage.Counted ?? 0) => unpriced with
            {
                Obstacle = $"it took {usage.Counted ?? 0} from its counter and would take {quote.Counted} now",
            },
            Quote quote => unpriced with { Quote = quote },
            Rejection rejection => unpriced with { Obstacle = rejection.Detail },
            _ => unpriced with { Obstacle = "it was rated before sessions were kept" },
        };
    }

    /// <param name="reason">For people; null names the plan.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="InvalidOperationException">There is an obstacle.</exception>
    public Adjustment ToAdjustment(string? reason, DateTime now)
    {
        var quote = Quote ?? throw new InvalidOperationException(
            $"Session {Usage.SessionId} of {Usage.Source} cannot be rated again: {Obstacle}.");
        return Adjustment.Of(
            Usage, Adjustments + 1, Before, quote,
            reason ?? $"Rated again by {quote.Plan.Version}, revision {quote.Plan.Revision}", now);
    }

    /// <summary>
    /// From where its counter stood when it was rated; null where the session was not kept. What the counter has become
    /// since does not matter, and nothing is taken from it.
    /// </summary>
    private PriceAnswer? PricedBy(PlanVersions versions)
    {
        if (Usage.Session is null) return null;
        var session = JsonSerializer.Deserialize<SessionEnded>(Usage.Session, Wire.Json)!;
        var choice = versions.At(session.StartedAt);
        return choice.Reason ?? choice.Plan!.PriceOf(session, Usage.CountedBefore ?? 0);
    }
}
