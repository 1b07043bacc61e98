namespace Charging.Load.Scaling;

/// <summary>
/// What a run was like, second by second from the first session on: published, captured, and how many were published
/// and not captured at its end, of which some were late.
/// </summary>
/// <param name="sessions">When each was to be published, and was captured, since the first was to be published.</param>
internal sealed class Course(IReadOnlyList<(TimeSpan Published, TimeSpan Captured)> sessions)
{
    /// <summary>What the objective promises: https://sre.google/workbook/implementing-slos/</summary>
    public static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    public IReadOnlyList<int> Published { get; } = Count(sessions.Select(one => one.Published));

    public IReadOnlyList<int> Captured { get; } = Count(sessions.Select(one => one.Captured));

    public double ShareLate => (double)sessions.Count(one => one.Captured - one.Published > Promised) / sessions.Count;

    public IReadOnlyList<int> Waiting => [.. Sums(Captured.Count).Select(sum => sum.Published - sum.Captured)];

    /// <summary>The first and the last second at whose end a session waited for longer than is promised.</summary>
    public (int First, int Last)? Late
    {
        get
        {
            var late = sessions.Where(one => one.Captured - one.Published > Promised).ToList();
            return late.Count == 0
                ? null
                : ((int)late.Min(one => one.Published + Promised).TotalSeconds,
                    (int)late.Max(one => one.Captured).TotalSeconds);
        }
    }

    private static int[] Count(IEnumerable<TimeSpan> moments)
    {
        var seconds = moments.Select(at => (int)at.TotalSeconds).ToList();
        var counts = new int[seconds.Max() + 1];
        foreach (var second in seconds) counts[second]++;
        return counts;
    }

    private IEnumerable<(int Published, int Captured)> Sums(int seconds)
    {
        var (published, captured) = (0, 0);
        for (var second = 0; second < seconds; second++)
        {
            published += Published.ElementAtOrDefault(second);
            captured += Captured.ElementAtOrDefault(second);
            yield return (published, captured);
        }
    }
}
