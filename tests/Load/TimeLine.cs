namespace Charging.Load;

/// <summary>How many were captured in each span of time, so that a slow start or a stall is seen.</summary>
internal sealed class TimeLine(DateTime start, IEnumerable<DateTime> captured)
{
    private const int MostSpans = 30;

    private readonly double[] seconds = [.. captured.Select(at => Math.Max((at - start).TotalSeconds, 0)).Order()];

    /// <summary>Whole seconds, as few as make no more lines than can be read.</summary>
    public int SpanSeconds => Math.Max(1, (int)Math.Ceiling((seconds.LastOrDefault() + 1) / MostSpans));

    /// <summary>Captured a second in each span from the start to the last capture.</summary>
    public IReadOnlyList<double> Rates
    {
        get
        {
            if (seconds.Length == 0) return [];
            var spans = new int[(int)(seconds[^1] / SpanSeconds) + 1];
            foreach (var at in seconds) spans[(int)(at / SpanSeconds)]++;
            return [.. spans.Select(count => (double)count / SpanSeconds)];
        }
    }
}
