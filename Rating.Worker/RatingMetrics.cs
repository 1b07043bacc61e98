using System.Diagnostics.Metrics;

namespace Charging.Rating;

/// <summary>What rating counts. Labels are words of a short list, never an id.</summary>
internal sealed class RatingMetrics
{
    private readonly Counter<long> sessions;
    private readonly Counter<long> imports;
    private readonly Counter<long> fetched;
    private readonly long[] quarantined = new long[Enum.GetValues<QuarantineCode>().Length];
    private IReadOnlyDictionary<string, long> pending = new Dictionary<string, long>();
    private long awaiting;
    private double oldestAwaitingSeconds;

    public RatingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Telemetry.Name);
        sessions = meter.CreateCounter<long>(
            "charging.sessions", "{session}", "Sessions heard, by outcome: rated, free, repeated, quarantined.");
        imports = meter.CreateCounter<long>(
            "charging.imports", "{record}",
            "Records of other platforms, by format and outcome: session, skipped, breakout.");
        fetched = meter.CreateCounter<long>(
            "charging.detail.fetched", "{answer}", "Answers of bridges, by outcome: served, refused, not-now.");
        meter.CreateObservableGauge(
            "charging.detail.awaiting", () => Volatile.Read(ref awaiting), "{session}",
            "Sessions whose legs their bridge has not served.");
        meter.CreateObservableGauge(
            "charging.detail.oldest_age", () => Volatile.Read(ref oldestAwaitingSeconds), "s",
            "How long the oldest of them has waited.");
        meter.CreateObservableCounter(
            "charging.quarantined", SetAside, "{session}", "Sessions set aside, by code; each from the start.");
        meter.CreateObservableGauge(
            "charging.quarantine.pending", Measure, "{session}", "Sessions in quarantine, not replayed, by code.");
    }

    /// <summary>By code.</summary>
    public IReadOnlyDictionary<string, long> Pending { set => pending = value; }

    public void Rated(Money charge, bool isRepeat) =>
        Count(isRepeat ? "repeated" : charge.Minor == 0 ? "free" : "rated");

    public void Quarantined(QuarantineCode code)
    {
        Interlocked.Increment(ref quarantined[(int)code]);
        Count("quarantined");
    }

    public void RecordImported(string format) => Count(format, "session");

    /// <param name="format">Of a short list.</param>
    /// <param name="isBreakout">It is a part of a meeting that is charged.</param>
    public void RecordSkipped(string format, bool isBreakout) => Count(format, isBreakout ? "breakout" : "skipped");

    public void Fetched(string outcome) => fetched.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Awaiting(long count, TimeSpan oldest)
    {
        Volatile.Write(ref awaiting, count);
        Volatile.Write(ref oldestAwaitingSeconds, oldest.TotalSeconds);
    }

    private void Count(string format, string outcome) => imports.Add(
        1, new KeyValuePair<string, object?>("format", format), new KeyValuePair<string, object?>("outcome", outcome));

    private void Count(string outcome) => sessions.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Every code from the start, so that the first of one is seen as a rise.</summary>
    private IEnumerable<Measurement<long>> SetAside() => Enum.GetValues<QuarantineCode>().Select(code =>
        new Measurement<long>(
            Volatile.Read(ref quarantined[(int)code]), new KeyValuePair<string, object?>("code", Words.Of(code))));

    /// <summary>Every code, so that one which is no longer pending is seen to be 0.</summary>
    private IEnumerable<Measurement<long>> Measure() => Words.All<QuarantineCode>().Select(code =>
        new Measurement<long>(pending.GetValueOrDefault(code), new KeyValuePair<string, object?>("code", code)));
}
