using Charging.Rating.Pricing;

namespace Charging.Rating.Counting;

/// <summary>
/// Usages whose price depends on a counter. They are priced where the counter is locked, and the counter moves in the
/// transaction that stores them: no session takes from it twice, and none takes what another has taken.
/// </summary>
internal sealed class CountedUsages
{
    private readonly GroupCommit<CountedSession, CountedOutcome> writes;
    private readonly NpgsqlDataSource postgres;

    public CountedUsages(NpgsqlDataSource postgres)
    {
        this.postgres = postgres;
        writes = new(Write);
    }

    /// <summary>Prices and stores the session, or returns the usage stored when it was first rated.</summary>
    public Task<CountedOutcome> AddOnce(CountedSession session, CancellationToken cancellationToken) =>
        writes.Add(session, cancellationToken);

    /// <summary>Prepares what that needs; stores nothing.</summary>
    public Task WarmUp(CancellationToken cancellationToken) => writes.WarmUp(cancellationToken);

    private async Task<IReadOnlyList<CountedOutcome>> Write(
        IReadOnlyList<CountedSession> sessions, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);

        // Who tells the same key under another counter is not held up by ours, and may store it between our look and
        // our write. What was priced after it is then wrong and all is done again; its usage is found this time.
        while (true)
        {
            if (await TryWrite(connection, sessions, cancellationToken) is { } kept) return kept;
        }
    }

    private static async Task<IReadOnlyList<CountedOutcome>?> TryWrite(
        NpgsqlConnection connection, IReadOnlyList<CountedSession> sessions, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var used = await Counters.Lock(connection, sessions.Select(session => session.Counter), cancellationToken);

        // Only now: a rival who held a lock has committed, and what it stored is seen.
        var ids = sessions.Select(session => session.UsageId).Distinct().ToArray();
        var counters = new RunningCounters(used, await Usages.Find(connection, ids, cancellationToken));
        CountedOutcome[] outcomes = [.. sessions.Select(counters.Rate)];
        if (counters.Added.Count > 0)
        {
            var added = await Usages.Insert(connection, counters.Added, cancellationToken);
            if (added.Count != counters.Added.Count) return null;
            await Counters.Move(connection, counters.Moved, cancellationToken);
        }
        else
        {
            await connection.AwaitStandbys(cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return outcomes;
    }
}

/// <summary>A session whose price depends on what this counter stands at.</summary>
/// <param name="Session">As it came.</param>
/// <param name="Price">By which plan, from which counter.</param>
/// <param name="Now">UTC.</param>
/// <param name="TraceId">In which it is rated; null where nobody traces it.</param>
internal sealed record CountedSession(SessionEnded Session, CountedPrice Price, DateTime Now, Guid? TraceId = null)
{
    public Arrival? Arrival { get; init; }

    public Counter Counter => Price.Counter;

    public Guid UsageId { get; } = new SessionKey(Session.Source, Session.SessionId).UsageId;

    /// <param name="used">What the counter stands at before it.</param>
    public PriceAnswer PriceAfter(long used) =>
        Price.Plan.PriceOf(Price.Completed ?? Session, used) with { Completed = Price.Completed };
}
