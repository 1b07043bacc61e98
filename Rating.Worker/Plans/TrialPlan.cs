using Charging.Rating.Pricing;
using Charging.Rating.Sessions;

namespace Charging.Rating.Plans;

/// <summary>
/// A plan that is tried on sessions, one after the other in the order in which they come. The counters of its
/// customers begin at 0 and run along, as they would have.
/// </summary>
internal sealed class TrialPlan
{
    private readonly Dictionary<Counter, long> counters = [];
    private readonly Func<SessionEnded, PlanChoice> choose;
    private readonly DateOnly validFrom;

    /// <summary>A plan from a file: it prices sessions from before its first day as if it had held then.</summary>
    public TrialPlan(PricePlan plan)
    {
        (Name, validFrom) = (plan.Version, plan.ValidFrom);
        choose = _ => new PlanChoice(plan, null);
    }

    /// <summary>The versions of an applied plan, each at its time.</summary>
    public TrialPlan(string code, PlanVersions versions)
    {
        Name = $"plan '{code}' as applied";
        choose = session => versions.At(session.StartedAt);
    }

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>How many of the sessions that it priced started before its first day.</summary>
    public int Early { get; private set; }

    public bool Counts => counters.Count > 0;

    /// <param name="session">One that passed <see cref="Screening"/>.</param>
    public PriceAnswer PriceOf(SessionEnded session)
    {
        var choice = choose(session);
        if (choice.Plan is not { } plan) return choice.Reason!;

        var counter = plan.CounterOf(session);
        var used = counter is null ? 0 : counters.GetValueOrDefault(counter);
        var answer = plan.PriceAtAnyDate(session, used);
        if (answer is not Quote quote) return answer;

        if (counter is not null && quote.Counted > long.MaxValue - used) return TooMuch(counter);
        if (counter is not null) counters[counter] = used + quote.Counted;
        if (plan.LocalDate(session.StartedAt) < validFrom) Early++;
        return quote;
    }

    private static Rejection TooMuch(Counter counter) => new(QuarantineCode.TooLarge,
        $"With it, more {Words.Of(counter.Service)} than can be counted would be used from {counter.StartsOn:O} on.");
}
