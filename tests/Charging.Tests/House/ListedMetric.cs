using System.Collections;

namespace Charging.Tests.House;

/// <summary>A metric as the code lists it.</summary>
/// <param name="Worker">The project that has it; null where every worker has.</param>
/// <param name="Name">OpenTelemetry's.</param>
/// <param name="Exposed">Prometheus's.</param>
/// <param name="Kind">counter, gauge or histogram.</param>
/// <param name="Unit">As it is listed.</param>
/// <param name="Meaning">For people.</param>
/// <param name="Labels">Each with its meaning and the values that are known.</param>
/// <param name="Series">The labels of each series that is there from the start, as a page of metrics has them.</param>
internal sealed record ListedMetric(
    string? Worker, string Name, string Exposed, string Kind, string Unit, string Meaning,
    IReadOnlyList<(string Name, string Meaning, IReadOnlyList<string> Values)> Labels, IReadOnlyList<string> Series)
{
    /// <summary>What Prometheus takes a metric's samples to be called.</summary>
    public IReadOnlyList<string> Samples => Kind == "histogram"
        ? [$"{Exposed}_bucket", $"{Exposed}_sum", $"{Exposed}_count"]
        : [Exposed];

    /// <summary>Some of its series are known before anything happens.</summary>
    public bool IsThereFromTheStart => Kind != "gauge" && Labels.All(label => label.Name != "currency");

    public static IReadOnlyList<ListedMetric> All { get; } =
    [
        .. In(null, "Charging.ServiceDefaults.Metering.BuildInfo"),
        .. In(null, "Charging.ServiceDefaults.Messaging.MessageMetrics"),
        .. In("Rating", "Charging.Rating.RatingMetrics"),
        .. In("Invoicing", "Charging.Invoicing.InvoicingMetrics"),
        .. In("Payment", "Charging.Payments.PaymentMetrics"),
        .. In("Ingest", "Charging.Ingest.IngestMetrics"),
    ];

    private static IEnumerable<ListedMetric> In(string? worker, string type)
    {
        var name = worker is "Ingest" ? "Ingest.csproj" : $"{worker ?? "Rating"}.Worker.csproj";
        var project = SourceFile.All.Single(file => file.Name == name);
        var known = Activator.CreateInstance(
            BuiltProgram.TypeOf(project, "Charging.ServiceDefaults.Metering.KnownValues"))!;
        var table = (IEnumerable)BuiltProgram.TypeOf(project, type).GetProperty("Table")!.GetValue(null)!;
        return table.Cast<object>().Select(metric => Of(worker, metric, known));
    }

    private static ListedMetric Of(string? worker, object metric, object known)
    {
        var labels = ((IEnumerable)ValueOf(metric, "Labels")).Cast<object>().Select(label => (
            Text(label, "Name"), Text(label, "Meaning"), (IReadOnlyList<string>)ValueOf(label, "Values"))).ToList();
        var series = (IEnumerable<KeyValuePair<string, object?>[]>)metric.GetType().GetMethod("Series")!
            .Invoke(metric, [known])!;
        return new ListedMetric(
            worker, Text(metric, "Name"), Text(metric, "Exposed"),
            ValueOf(metric, "Kind").ToString()!.ToLowerInvariant(), Text(metric, "Unit"), Text(metric, "Meaning"),
            labels, [.. series.Select(one => string.Join(',', one.Select(pair => $"{pair.Key}=\"{pair.Value}\"")))]);
    }

    private static string Text(object of, string property) => (string)ValueOf(of, property);

    private static object ValueOf(object of, string property) => of.GetType().GetProperty(property)!.GetValue(of)!;
}
