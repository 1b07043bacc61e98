namespace Charging.Load;

/// <summary>Exact percentiles over every session, none sampled or rounded into buckets.</summary>
internal sealed class Latencies(IEnumerable<TimeSpan> latencies)
{
    private readonly TimeSpan[] sorted = [.. latencies.Order()];

    /// <summary>The latency that so many percent of the sessions did not exceed.</summary>
    public TimeSpan Percentile(double percent) =>
        sorted.Length == 0
            ? TimeSpan.Zero
            : sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
}
