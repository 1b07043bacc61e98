using Charging.TestBed;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Charging.Tests.Monitoring;

/// <summary>A rule of deploy/alerts: an alert or, without a name, one that only records a series.</summary>
internal sealed class AlertRule
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(Path.Combine(Bed.Root, "deploy", "alerts"), "*.yaml").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<AlertRule> All { get; } =
        [.. Files.SelectMany(file => Read<RuleFile>(file).Groups).SelectMany(group => group.Rules)];

    public static IEnumerable<AlertRule> Alerts => All.Where(rule => rule.Alert.Length > 0);

    public string Alert { get; init; } = "";

    public string Record { get; init; } = "";

    public string Expr { get; init; } = "";

    public string For { get; init; } = "";

    public Dictionary<string, string> Labels { get; init; } = [];

    public Dictionary<string, string> Annotations { get; init; } = [];

    /// <summary>Of an alert, the path of its page.</summary>
    public string Page => Annotations.GetValueOrDefault("runbook_url", "");

    public override string ToString() => Alert.Length > 0 ? Alert : Record;

    public static T Read<T>(string file) => Yaml.Deserialize<T>(File.ReadAllText(file));

    private sealed class RuleFile
    {
        public List<RuleGroup> Groups { get; init; } = [];
    }

    private sealed class RuleGroup
    {
        public string Name { get; init; } = "";

        public List<AlertRule> Rules { get; init; } = [];
    }
}
