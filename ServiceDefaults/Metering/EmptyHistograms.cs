using System.Globalization;
using System.Text;

namespace Charging.ServiceDefaults.Metering;

/// <summary>
/// Adds to a page of metrics the histograms in which nothing was counted yet, at 0. A counter can be shown so by adding
/// 0; a histogram counts whatever is added, and without its series a rise from nothing to the first is not seen.
/// </summary>
/// <param name="metrics">All there are.</param>
/// <param name="known">What the tables leave open.</param>
internal sealed class EmptyHistograms(IEnumerable<Metric> metrics, KnownValues known)
{
    private const string End = "# EOF\n";

    /// <param name="page">As the exporter wrote it, in either form that Prometheus reads.</param>
    public string Complete(string page)
    {
        var end = page.EndsWith(End, StringComparison.Ordinal) ? End : "";
        var whole = new StringBuilder(page, 0, page.Length - end.Length, page.Length + (64 * 1024));
        foreach (var metric in metrics.Where(one => one.Kind == MetricKind.Histogram)) Complete(whole, page, metric);
        return whole.Append(end).ToString();
    }

    private void Complete(StringBuilder whole, string page, Metric metric)
    {
        var name = metric.Exposed;
        var counted = page.Split('\n').Where(line => line.StartsWith($"{name}_count{{", StringComparison.Ordinal))
            .ToList();
        var rows = new StringBuilder();
        foreach (var labels in metric.Series(known))
        {
            var pairs = string.Concat(labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $",{label.Key}=\"{label.Value}\""));
            if (!counted.Any(line => line.Contains($"{pairs}}}", StringComparison.Ordinal))) Write(rows, metric, pairs);
        }

        if (rows.Length == 0) return;
        if (counted.Count == 0)
        {
            whole.Append(CultureInfo.InvariantCulture, $"# TYPE {name} histogram\n");
            if (metric.Unit == "s") whole.Append(CultureInfo.InvariantCulture, $"# UNIT {name} seconds\n");
            whole.Append(CultureInfo.InvariantCulture, $"# HELP {name} {metric.Meaning}\n").Append(rows);
            return;
        }

        // A metric's series stand together.
        var first = $"\n{name}_bucket{{";
        var text = whole.ToString();
        whole.Insert(text.IndexOf(first, StringComparison.Ordinal) + 1, rows.ToString());
    }

    private static void Write(StringBuilder rows, Metric metric, string pairs)
    {
        var (name, scope) = (metric.Exposed, $"otel_scope_name=\"{Metric.Meter}\"");
        foreach (var edge in metric.Edges.Select(edge => edge.ToString(CultureInfo.InvariantCulture)).Append("+Inf"))
            rows.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{scope}{pairs},le=\"{edge}\"}} 0\n");
        rows.Append(CultureInfo.InvariantCulture, $"{name}_sum{{{scope}{pairs}}} 0\n");
        rows.Append(CultureInfo.InvariantCulture, $"{name}_count{{{scope}{pairs}}} 0\n");
    }
}
