using System.Diagnostics.Metrics;
using System.Globalization;

namespace Charging.Ingest;

/// <summary>What became of a session that came over HTTP.</summary>
internal enum SessionOutcome
{
    /// <summary>The broker has it.</summary>
    Accepted,

    /// <summary>It cannot be charged as it came.</summary>
    Refused,

    /// <summary>Of a source that is not the caller's.</summary>
    Foreign,

    /// <summary>The broker does not take it at the moment, or has not said so.</summary>
    Postponed,
}

/// <summary>What comes in over HTTP. Labels are words of a short list, never a platform or an id.</summary>
internal sealed class IngestMetrics
{
    private static readonly string[] Statuses =
    [
        "200", "202", "207", "400", "401", "403", "404", "405", "408", "413", "415", "422", "500", "503",
    ];

    private static readonly Metric Sessions = new(
        MetricKind.Counter, "charging.ingest.sessions", "{session}", "Sessions that came over HTTP.",
        new MetricLabel(
            "outcome",
            "Foreign are those of a source that is not the caller's; postponed are those that the broker did not take.",
            [.. Enum.GetValues<SessionOutcome>().Select(WordOf)]));

    private static readonly Metric Requests = new(
        MetricKind.Counter, "charging.ingest.requests", "{request}", "Requests over HTTP.",
        new MetricLabel("status", "Of the answer.", [.. Statuses, "other"]));

    private static readonly Metric Duration = new(
        MetricKind.Histogram, "charging.ingest.duration", "s", "From a request to its answer.")
    {
        Edges = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Counter<long> sessions;
    private readonly Counter<long> requests;
    private readonly Histogram<double> duration;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.OfCharging();
        (sessions, requests) = (meter.Counter(Sessions), meter.Counter(Requests));
        duration = meter.Histogram(Duration);
    }

    public static IReadOnlyList<Metric> Table { get; } = [Sessions, Requests, Duration];

    public void Came(SessionOutcome outcome, int count) =>
        sessions.Add(count, new KeyValuePair<string, object?>("outcome", WordOf(outcome)));

    public void Answered(int status, TimeSpan after)
    {
        var word = status.ToString(CultureInfo.InvariantCulture);
        requests.Add(1, new KeyValuePair<string, object?>("status", Statuses.Contains(word) ? word : "other"));
        duration.Record(after.TotalSeconds);
    }

    private static string WordOf(SessionOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
