using Charging.TestBed;
using k8s;
using k8s.Models;
using YamlDotNet.Serialization;

namespace Charging.Tests.Rollout;

/// <summary>deploy/chart with one file of values, rendered: each object as Kubernetes would read it.</summary>
internal sealed record Chart(IReadOnlyList<string> Texts)
{
    /// <summary>Those of other people's operators.</summary>
    private static readonly string[] Foreign = ["keda.sh/", "monitoring.coreos.com/"];

    /// <summary>RabbitMQ's topology operator.</summary>
    private static readonly Dictionary<string, Type> Rabbit = new()
    {
        ["rabbitmq.com/v1beta1/User"] = typeof(BrokerUser),
        ["rabbitmq.com/v1beta1/Permission"] = typeof(BrokerPermission),
    };

    private static readonly IDeserializer Plain =
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public static string Folder { get; } = Path.Combine(Bed.Root, "deploy", "chart");

    public static IReadOnlyList<string> Examples { get; } = ["small", "production", "roles-apart"];

    /// <summary>Read strictly: a field that Kubernetes does not know throws, where a cluster would drop it.</summary>
    public IReadOnlyList<object> Objects { get; } =
    [
        .. Texts.Where(text => !IsForeign(text))
            .SelectMany(text => KubernetesYaml.LoadAllFromString(text, Rabbit, true)),
    ];

    /// <summary>As plain data: maps, lists, texts and numbers.</summary>
    public IReadOnlyList<IDictionary<object, object>> Others { get; } =
        [.. Texts.Where(IsForeign).Select(text => Plain.Deserialize<IDictionary<object, object>>(text))];

    public IEnumerable<V1Deployment> Workers => Objects.OfType<V1Deployment>();

    public IEnumerable<V1PodSpec> Pods =>
        Workers.Select(one => one.Spec.Template).Concat(Objects.OfType<V1Job>().Select(one => one.Spec.Template))
            .Select(pod => pod.Spec);

    public static async Task<Chart> Of(string example, params string[] settings)
    {
        var (code, text, complaint) = await Render(example, settings);
        return code == 0
            ? new([.. text.Split("\n---\n").Where(one => one.Contains("\nkind:", StringComparison.Ordinal))])
            : throw new InvalidOperationException(complaint);
    }

    /// <summary>Two for each worker.</summary>
    public static async Task<IReadOnlyList<string>> ScalingQueries(string virtualHost)
    {
        var chart = await Of("small", "scaling.enabled=true", $"scaling.vhost={virtualHost}");
        return
        [
            .. from one in chart.Others
               where (string)one["kind"] == "ScaledObject"
               from trigger in (IEnumerable<object>)((IDictionary<object, object>)one["spec"])["triggers"]
               let metadata = (IDictionary<object, object>)((IDictionary<object, object>)trigger)["metadata"]
               select (string)metadata["query"],
        ];
    }

    public static async Task<(int Code, string Text, string Complaint)> Render(
        string example, params string[] settings) =>
        await Tool.Run(
            await Tool.Find("helm"),
            [
                "template", "charging", Folder, "--namespace", "charging", "--values", ExampleOf(example),
                .. settings.SelectMany(setting => (string[])["--set", setting]),
            ]);

    public static string ExampleOf(string name) => Path.Combine(Folder, "ci", $"{name}.yaml");

    private static bool IsForeign(string text) =>
        Foreign.Any(group => text.Contains($"apiVersion: {group}", StringComparison.Ordinal));
}
