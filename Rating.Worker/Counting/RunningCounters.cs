using Charging.Rating.Pricing;

namespace Charging.Rating.Counting;

/// <summary>
/// Prices sessions one after the other, each from where the one before has left their counter. A session that is stored
/// already, or that came before among these, takes nothing.
/// </summary>
/// <param name="used">What each counter stands at.</param>
/// <param name="stored">The usages that are stored under the sessions' keys.</param>
internal sealed class RunningCounters(IReadOnlyDictionary<Counter, long> used, IReadOnlyDictionary<Guid, Usage> stored)
{
    private readonly Dictionary<Guid, Usage> added = [];
    private readonly Dictionary<Counter, long> moved = [];

    /// <summary>What is to be stored.</summary>
    public IReadOnlyCollection<Usage> Added => added.Values;

    /// <summary>Where the counters stand that were added to.</summary>
    public IReadOnlyDictionary<Counter, long> Moved => moved;

    public CountedOutcome Rate(CountedSession session)
    {
        var known = stored.GetValueOrDefault(session.UsageId) ?? added.GetValueOrDefault(session.UsageId);
        if (known is not null) return new CountedOutcome(StoredUsage.Again(known, session.Session), null);

        var before = moved.GetValueOrDefault(session.Counter, used[session.Counter]);
        var answer = session.PriceAfter(before);
        if (answer is not Quote quote) return new CountedOutcome(null, (Rejection)answer);

        var priced = Usage.Of(session.Session, quote, session.Now, before);
        var usage = priced.Received(session.Arrival) with { TraceId = session.TraceId };
        added.Add(session.UsageId, usage);
        if (quote.Counted != 0) moved[session.Counter] = before + quote.Counted;
        return new CountedOutcome(new StoredUsage(usage, IsConflict: false, IsRepeat: false), null);
    }
}

/// <summary>What came of a session priced from a counter: the usage under its key, or why there is none.</summary>
internal sealed record CountedOutcome(StoredUsage? Kept, Rejection? Rejection);
