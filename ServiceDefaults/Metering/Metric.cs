namespace Charging.ServiceDefaults.Metering;

/// <summary>
/// One metric of ours, and all that is known of it before anything happens. Each room has a table of its own; by these
/// tables every series is there from the start, and the page of metrics is held to them.
/// </summary>
/// <param name="Kind">How it counts.</param>
/// <param name="Name">As OpenTelemetry names it.</param>
/// <param name="Unit">s and minor are units; what stands in braces says only what is counted.</param>
/// <param name="Meaning">For people, in one sentence.</param>
/// <param name="Labels">Never an id.</param>
public sealed record Metric(
    MetricKind Kind, string Name, string Unit, string Meaning, params IReadOnlyList<MetricLabel> Labels)
{
    /// <summary>The one meter of ours.</summary>
    public const string Meter = "Charging";

    /// <summary>Where the buckets of a histogram end.</summary>
    public IReadOnlyList<double> Edges { get; init; } = [];

    /// <summary>Which values come together, in the labels' order; null where all do.</summary>
    public IReadOnlyList<string[]>? Only { get; init; }

    /// <summary>Of a counter that it is asked for, and so there from the start by itself.</summary>
    public bool IsObserved { get; init; }

    /// <summary>As Prometheus has it: a unit and the kind are a part of the name.</summary>
    public string Exposed
    {
        get
        {
            var unit = Unit switch { "s" => "_seconds", "minor" => "_minor", _ => "" };
            return Name.Replace('.', '_') + unit + (Kind == MetricKind.Counter ? "_total" : "");
        }
    }

    /// <summary>The labels of each series that is known; none where a label has values that nobody knows.</summary>
    /// <param name="known">What this process has found out about itself.</param>
    public IEnumerable<KeyValuePair<string, object?>[]> Series(KnownValues known)
    {
        IEnumerable<string[]> all = [[]];
        foreach (var label in Labels)
            all = all.SelectMany(before => known.Of(label).Select(value => (string[])[.. before, value])).ToList();
        return (Only ?? all).Select(values =>
            Labels.Zip(values, (label, value) => new KeyValuePair<string, object?>(label.Name, value)).ToArray());
    }

    /// <summary>Says when what is measured in the database was measured.</summary>
    /// <param name="about">As in charging.about.checked_timestamp.</param>
    public static Metric CheckedTimestamp(string about) => new(
        MetricKind.Gauge, $"charging.{about}.checked_timestamp", "s",
        $"When charging.{about} was measured last, in seconds since 1970; there in the one instance that measures.");
}

/// <summary>How a metric counts.</summary>
public enum MetricKind
{
    /// <summary>Only ever more.</summary>
    Counter,

    /// <summary>How it is now.</summary>
    Gauge,

    /// <summary>How many of what size.</summary>
    Histogram,
}

/// <param name="Name">Lower case.</param>
/// <param name="Meaning">What it tells apart.</param>
/// <param name="Values">All that there are; empty where only a running worker knows them, or nobody.</param>
public sealed record MetricLabel(string Name, string Meaning, params IReadOnlyList<string> Values)
{
    /// <summary>Of which kind the values are that a running worker knows; null where Values has all.</summary>
    public string? Known { get; init; }
}
