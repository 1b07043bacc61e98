using Charging.TestBed;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Charging.Load.Scaling;

/// <summary>What the chart has KEDA do with one worker.</summary>
/// <param name="Worker">Such as rating.</param>
/// <param name="Least">Instances.</param>
/// <param name="Most">Instances.</param>
/// <param name="Polling">How often the figures are looked at.</param>
/// <param name="Calm">For so long before, no more may have been wished before one goes.</param>
/// <param name="BetweenTwo">That go.</param>
/// <param name="Triggers">Of which the one that wishes most counts.</param>
internal sealed record ScalingRule(
    string Worker, int Least, int Most, TimeSpan Polling, TimeSpan Calm, TimeSpan BetweenTwo,
    IReadOnlyList<ScalingTrigger> Triggers)
{
    private const string Release = "load";

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance).IgnoreUnmatchedProperties().Build();

    /// <summary>As the chart renders them.</summary>
    /// <param name="settings">Each as helm's --set takes it.</param>
    public static async Task<IReadOnlyList<ScalingRule>> OfChart(IEnumerable<string> settings)
    {
        var chart = Path.Combine(Bed.Root, "deploy", "chart");
        var (code, text, complaint) = await Tool.Run(
            await Tool.Find("helm"),
            [
                "template", Release, chart, "--values", Path.Combine(chart, "ci", "small.yaml"),
                "--show-only", "templates/scaling.yaml",
                .. settings.Prepend("scaling.enabled=true").SelectMany(setting => (string[])["--set", setting]),
            ]);
        if (code != 0) throw new InvalidOperationException($"The chart cannot be rendered: {complaint}");
        return [.. text.Split("\n---\n").Where(one => one.Contains("\nkind:", StringComparison.Ordinal)).Select(Read)];
    }

    private static ScalingRule Read(string text)
    {
        var read = Yaml.Deserialize<Scaled>(text);
        var down = read.Spec.Advanced.HorizontalPodAutoscalerConfig.Behavior.ScaleDown;
        var one = down.Policies.Single(policy => policy is { Type: "Pods", Value: 1 });
        return new(
            read.Metadata.Name[(Release.Length + 1)..], read.Spec.MinReplicaCount, read.Spec.MaxReplicaCount,
            TimeSpan.FromSeconds(read.Spec.PollingInterval), TimeSpan.FromSeconds(down.StabilizationWindowSeconds),
            TimeSpan.FromSeconds(one.PeriodSeconds),
            [.. read.Spec.Triggers.Select(trigger => new ScalingTrigger(
                trigger.Name, trigger.Metadata.Query, trigger.Metadata.Threshold))]);
    }

    private sealed class Scaled
    {
        public Named Metadata { get; init; } = new();
        public Specified Spec { get; init; } = new();
    }

    private sealed class Named
    {
        public string Name { get; init; } = "";
    }

    private sealed class Specified
    {
        public int MinReplicaCount { get; init; }
        public int MaxReplicaCount { get; init; }
        public int PollingInterval { get; init; }
        public Advanced Advanced { get; init; } = new();
        public List<Trigger> Triggers { get; init; } = [];
    }

    private sealed class Advanced
    {
        public Config HorizontalPodAutoscalerConfig { get; init; } = new();
    }

    private sealed class Config
    {
        public Behaviour Behavior { get; init; } = new();
    }

    private sealed class Behaviour
    {
        public Down ScaleDown { get; init; } = new();
    }

    private sealed class Down
    {
        public int StabilizationWindowSeconds { get; init; }
        public List<Policy> Policies { get; init; } = [];
    }

    private sealed class Policy
    {
        public string Type { get; init; } = "";
        public int Value { get; init; }
        public int PeriodSeconds { get; init; }
    }

    private sealed class Trigger
    {
        public string Name { get; init; } = "";
        public Asked Metadata { get; init; } = new();
    }

    private sealed class Asked
    {
        public string Query { get; init; } = "";
        public double Threshold { get; init; }
    }
}

/// <summary>A figure, and how much of it is one instance's.</summary>
internal sealed record ScalingTrigger(string Name, string Query, double Threshold);
