using System.Text;

namespace Charging.Tests.House;

/// <summary>docs/metrics.md, made from the tables of metrics.</summary>
internal static class MetricsPage
{
    public const string Path = "docs/metrics.md";

    private const string Head = """
        # Metrics

        Made from the tables of metrics by a test; do not write here, but into the tables, and then:

        ```
        CHARGING_WRITE_DOCS=1 dotnet test tests/Charging.Tests -c Release --filter FullyQualifiedName~MetricsPage
        ```

        Each worker shows what it counts on `/metrics` of [its management port](settings.md), and where
        `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector it sends the same there. Beside what stands below it shows
        MassTransit's metrics of receiving, Npgsql's, the runtime's, those of its HTTP clients (`System.Net.Http`) and those
        of its own pages (`Microsoft.AspNetCore.Hosting`).

        * **From the start.** Counters and histograms are there at 0, with each value of their labels that is known, before
          anything happens: `increase()` sees the first event too. What has a currency comes with the first amount in it.
        * **Measured gauges** are measured in the database, by one instance of a worker at a time: the one that holds an
          advisory lock. It says when that was in `…_checked_timestamp_seconds`. Where measuring fails its gauges show nothing
          until it works again, and the moment stays; the other instances show neither. If the instance dies, another measures
          within 5 seconds. So take `max` over instances, and compare the moment with `time()`.
        * **Amounts** are in the smallest unit of their currency and have `minor` in their name.
        * No id is ever a label.

        How soon a session is captured (`charging_session_to_capture_duration_seconds`) says only what our own work decides: a
        card, at the first try, for one session that was published when it ended. All other captures are counted by why in
        `charging_session_to_capture_excluded_total`, and every capture is in one of the two. A gateway that is slow or silent is
        in it, and so is a broker, a database or a worker that was away. What is not captured yet is in neither:
        `charging_payments_oldest_age_seconds` tells of it.

        A session counts as late if its message says that it was published more than a second after the session's end, by
        `timestamp_in_ms` (RabbitMQ's own header) or AMQP's `timestamp`. A message that says nothing is taken to be in time, so
        what waits in our queue is never taken for late. What is told again after quarantine, after its bridge, or out of a
        queue of errors is late in this sense, and so is a record that an import made into a session long after its end.

        """;

    public static string Make()
    {
        var page = new StringBuilder(Head);
        foreach (var worker in ListedMetric.All.GroupBy(metric => metric.Worker ?? "Every worker"))
        {
            page.Append($"\n## {worker.Key}\n\n| OpenTelemetry | Prometheus | unit | labels | what it says |\n");
            page.Append("|---|---|---|---|---|\n");
            foreach (var metric in worker) page.Append($"{RowOf(metric)}\n");
        }

        return page.ToString();
    }

    private static string RowOf(ListedMetric metric) =>
        $"| {metric.Kind} `{metric.Name}` | `{metric.Exposed}` | {metric.Unit.Trim('{', '}')} | {LabelsOf(metric)} | "
        + $"{metric.Meaning} |";

    private static string LabelsOf(ListedMetric metric) => string.Join("<br>", metric.Labels.Select(label =>
        $"`{label.Name}`{(label.Values.Count > 0 ? $" ({string.Join(", ", label.Values)})" : "")}: {label.Meaning}"));
}
