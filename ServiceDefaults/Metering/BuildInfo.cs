using System.Diagnostics.Metrics;
using System.Reflection;

namespace Charging.ServiceDefaults.Metering;

/// <summary>Which build runs: 1, with the version that it was built as and the commit that it was built from.</summary>
public sealed class BuildInfo
{
    private static readonly Metric Info = new(
        MetricKind.Gauge, "charging.build.info", "", "Which build runs: always 1.",
        new MetricLabel("version", "As it was built, such as 0.2.0."),
        new MetricLabel("commit", "What it was built from; unknown where that is not known."));

    public BuildInfo(IMeterFactory meters)
    {
        var (version, commit) = Read(Assembly.GetEntryAssembly()?
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        var one = new Measurement<int>(1, new("version", version), new("commit", commit));
        meters.OfCharging().CreateObservableGauge(Info.Name, () => one, null, Info.Meaning);
    }

    public static IReadOnlyList<Metric> Table { get; } = [Info];

    /// <summary>1.2.3-alpha.4+0a1b2c is the version and the commit.</summary>
    public static (string Version, string Commit) Read(string? informational)
    {
        var parts = (informational ?? "").Split('+', 2);
        return (parts[0].Length > 0 ? parts[0] : "unknown", parts.Length > 1 ? parts[1] : "unknown");
    }
}
