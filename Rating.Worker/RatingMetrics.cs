using System.Diagnostics.Metrics;

namespace Charging.Rating;

/// <summary>What rating counts. Labels are words of a short list, never an id.</summary>
internal sealed class RatingMetrics
{
    private static readonly string[] Codes = [.. Words.All<QuarantineCode>()];

    private static readonly Metric Sessions = new(
        MetricKind.Counter, "charging.sessions", "{session}", "Sessions heard, by what became of them.",
        new MetricLabel(
            "outcome",
            "Refused are those that may not come in or cannot be read, and failed those that we could not handle; both "
            + "lie in _error or _dead. Free are rated, at 0.",
            "rated", "free", "repeated", "quarantined", "refused", "failed"));

    private static readonly Metric Imports = new(
        MetricKind.Counter, "charging.imports", "{record}", "Records of other platforms.",
        new MetricLabel(
            "format", "Of which platform.",
            "bigbluebutton-meeting", "freeswitch-cdr", "freeswitch-conference", "freeswitch-hangup", "jitsi-meeting",
            "kamailio-cdr", "opensips-cdr"),
        new MetricLabel(
            "outcome", "Skipped are no calls that are charged; a breakout is a part of a meeting that is.",
            "session", "skipped", "breakout"));

    private static readonly Metric Fetches = new(
        MetricKind.Counter, "charging.detail.fetched", "{answer}", "Answers of bridges that were asked for legs.",
        new MetricLabel("outcome", "Not-now passes by itself.", "served", "refused", "not-now"));

    private static readonly Metric Waiting = new(
        MetricKind.Gauge, "charging.detail.awaiting", "{session}", "Sessions whose legs their bridge has not served.");

    private static readonly Metric Oldest = new(
        MetricKind.Gauge, "charging.detail.oldest_age", "s", "How long the oldest of them has waited.");

    private static readonly Metric Aside = new(
        MetricKind.Counter, "charging.quarantined", "{session}", "Sessions set aside.",
        new MetricLabel("code", "Why.", Codes))
    {
        IsObserved = true,
    };

    private static readonly Metric Pending = new(
        MetricKind.Gauge, "charging.quarantine.pending", "{session}", "Sessions in quarantine, not replayed or closed.",
        new MetricLabel("code", "Why.", Codes));

    private readonly Counter<long> sessions;
    private readonly Counter<long> imports;
    private readonly Counter<long> fetched;
    private readonly long[] quarantined = new long[Enum.GetValues<QuarantineCode>().Length];

    public RatingMetrics(IMeterFactory meters)
    {
        var meter = meters.OfCharging();
        (sessions, imports, fetched) = (meter.Counter(Sessions), meter.Counter(Imports), meter.Counter(Fetches));
        meter.CreateObservableCounter(Aside.Name, SetAside, Aside.Unit, Aside.Meaning);
        (AwaitingDetail, OldestDetail) = (new(meter, Waiting), new(meter, Oldest));
        PendingInQuarantine = new(meter, Pending);
    }

    public static IReadOnlyList<Metric> Table { get; } =
    [
        Sessions, Imports, Fetches, Aside,
        Pending, Metric.CheckedTimestamp("quarantine"),
        Waiting, Oldest, Metric.CheckedTimestamp("detail"),
    ];

    public Measured AwaitingDetail { get; }

    public Measured OldestDetail { get; }

    /// <summary>By code.</summary>
    public Measured PendingInQuarantine { get; }

    public void Rated(Money charge, bool isRepeat) =>
        Count(isRepeat ? "repeated" : charge.Minor == 0 ? "free" : "rated");

    /// <summary>It was laid aside unread, or we failed to handle it.</summary>
    public void NotTaken(bool isTheirs) => Count(isTheirs ? "refused" : "failed");

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

    private void Count(string format, string outcome) => imports.Add(
        1, new KeyValuePair<string, object?>("format", format), new KeyValuePair<string, object?>("outcome", outcome));

    private void Count(string outcome) => sessions.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Every code from the start, so that the first of one is seen as a rise.</summary>
    private IEnumerable<Measurement<long>> SetAside() => Enum.GetValues<QuarantineCode>().Select(code =>
        new Measurement<long>(
            Volatile.Read(ref quarantined[(int)code]), new KeyValuePair<string, object?>("code", Words.Of(code))));
}
