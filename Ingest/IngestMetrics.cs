using System.Diagnostics.Metrics;

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
    /// <summary>Every one from the start, so that the first is seen as a rise.</summary>
    private static readonly int[] Statuses =
        [200, 202, 207, 400, 401, 403, 404, 405, 408, 413, 415, 422, 500, 501, 503];

    private readonly long[] sessions = new long[Enum.GetValues<SessionOutcome>().Length];
    private readonly long[] requests = new long[Statuses.Length + 1];
    private readonly Histogram<double> duration;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableCounter(
            "charging.ingest.sessions", Sessions, "{session}",
            "Sessions that came over HTTP, by outcome: accepted, refused, foreign, postponed.");
        meter.CreateObservableCounter(
            "charging.ingest.requests", Requests, "{request}", "Requests over HTTP, by the status of the answer.");
        duration = meter.CreateHistogram(
            "charging.ingest.duration", "s", "From a request to its answer.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });
    }

    public void Came(SessionOutcome outcome, int count) => Interlocked.Add(ref sessions[(int)outcome], count);

    public void Answered(int status, TimeSpan after)
    {
        var index = Array.IndexOf(Statuses, status);
        Interlocked.Increment(ref requests[index < 0 ? Statuses.Length : index]);
        duration.Record(after.TotalSeconds);
    }

    private IEnumerable<Measurement<long>> Sessions() => Enum.GetValues<SessionOutcome>().Select(outcome =>
        new Measurement<long>(
            Volatile.Read(ref sessions[(int)outcome]),
            new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant())));

    private IEnumerable<Measurement<long>> Requests() => Enumerable.Range(0, requests.Length).Select(index =>
        new Measurement<long>(
            Volatile.Read(ref requests[index]),
            new KeyValuePair<string, object?>(
                "status", index < Statuses.Length ? $"{Statuses[index]}" : "other")));
}
