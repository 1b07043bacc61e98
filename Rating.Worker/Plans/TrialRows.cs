namespace Charging.Rating.Plans;

/// <summary>The sessions of a trial that people should see: all of a few; of many, those that matter most.</summary>
/// <param name="all">All of many, too.</param>
internal sealed class TrialRows(bool all)
{
    /// <summary>What somebody may still read through.</summary>
    public const int MostShown = 200;

    /// <summary>Of more than that, so many are shown.</summary>
    public const int MostOfMany = 20;

    private readonly List<TriedSession> first = [];
    private readonly PriorityQueue<TriedSession, (long Weight, long Earliness)> largest = new();

    public long Count { get; private set; }

    public bool AreAll => all || Count <= MostShown;

    /// <summary>In the order they came; or the largest differences, or charges, first.</summary>
    public IReadOnlyList<TriedSession> Shown => AreAll
        ? first
        : [.. largest.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    public void Add(TriedSession session)
    {
        Count++;
        if (AreAll) first.Add(session);
        if (all || !session.HasPrice) return;

        largest.Enqueue(session, (Weight(session), -Count));
        if (largest.Count > MostOfMany) largest.Dequeue();
    }

    private static long Weight(TriedSession session) =>
        Math.Abs((session.Other is null ? session.Charge : session.Difference)?.Minor ?? 0);
}
