using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Charging.Rating.Tests.Vectors;

/// <summary>The files of this folder: the cases, those that are left out, and the list of all that are known.</summary>
internal static class VectorFiles
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build();

    public static IReadOnlyList<VectorSource> Sources { get; } =
        [.. new[] { "cgrates", "lago", "openmeter", "others" }.SelectMany(Read<VectorSource[]>)];

    public static IReadOnlyList<Vector> All { get; } = [.. Sources.SelectMany(source => source.Cases)];

    /// <summary>Why a case is left out, by its id.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = Read<Dictionary<string, string>>("left-out");

    /// <summary>Ids by use: adopt, adapt, counterExample.</summary>
    public static IReadOnlyDictionary<string, string[]> Known { get; } =
        Read<Dictionary<string, string[]>>("known");

    private static T Read<T>(string name) =>
        Yaml.Deserialize<T>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", $"{name}.yaml")));
}

/// <summary>The cases of one engine, with the state of its repository in which they were found.</summary>
internal sealed record VectorSource
{
    public required string Repo { get; init; }

    public string? Commit { get; init; }

    public required Vector[] Cases { get; init; }
}
