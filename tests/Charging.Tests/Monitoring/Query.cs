using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.Monitoring;

/// <summary>A query of a rule or of a panel, where it stands, and the labels that the text beside it names.</summary>
internal sealed partial record Query(string Where, string Text, IReadOnlyList<string> Named)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<string> Dashboards { get; } =
        [.. Directory.GetFiles(Path.Combine(Bed.Root, "deploy", "dashboards"), "*.json").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Query> All { get; } = [.. OfRules(), .. OfDashboards()];

    /// <summary>Each as it is read by the grammar.</summary>
    public static async Task<IReadOnlyList<ParsedQuery>> Parse(IEnumerable<string> queries)
    {
        var script = Path.Combine(Bed.Root, "tests", "Charging.Tests", "Monitoring", "parse-promql.cjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, await Tool.Find("promql")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(queries));
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return JsonSerializer.Deserialize<List<ParsedQuery>>(said, Json)!;
    }

    /// <summary>The panels of a dashboard, but not the headings between them.</summary>
    public static IEnumerable<JsonElement> Panels(string dashboard) =>
        JsonDocument.Parse(File.ReadAllText(dashboard)).RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.GetProperty("type").GetString() != "row");

    private static IEnumerable<Query> OfRules() => AlertRule.All.Select(rule => new Query(
        $"{rule}", rule.Expr, [.. rule.Annotations.Values.SelectMany(text => LabelOf().Matches(text)).Select(Label)]));

    private static IEnumerable<Query> OfDashboards() =>
        from file in Dashboards
        from panel in Panels(file)
        from target in panel.GetProperty("targets").EnumerateArray()
        let legend = target.GetProperty("legendFormat").GetString()!
        select new Query(
            $"{Path.GetFileName(file)}: {panel.GetProperty("title").GetString()}",
            target.GetProperty("expr").GetString()!.Replace("$__rate_interval", "5m", StringComparison.Ordinal),
            [.. LegendLabel().Matches(legend).Select(Label)]);

    private static string Label(Match match) => match.Groups[1].Value;

    [GeneratedRegex(@"\$labels\.(\w+)")]
    private static partial Regex LabelOf();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex LegendLabel();
}
