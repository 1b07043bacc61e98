using System.Text.Json;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>Types of KEDA's and the Prometheus operator's resources, made of the operators' own code.</summary>
internal static class ClusterTypes
{
    private const string Script = """
        const [folder, file] = process.argv.slice(1);
        const { readFile, readdir } = await import("node:fs/promises");
        const places = { "keda.sh": "keda", "monitoring.coreos.com": "prometheus-operator" };
        for (const object of JSON.parse(await readFile(file))) {
            const [group, version] = object.apiVersion.split("/");
            const schemas = `${folder}/${places[group]}/_schemas`;
            const ending = `${version}${object.kind}.js`.toLowerCase();
            const name = (await readdir(schemas)).find(one => one.toLowerCase().endsWith(ending));
            const { validate } = await import(`${schemas}/${name}`);
            if (!validate(object)) console.log(object.kind, JSON.stringify(validate.errors));
        }
        """;

    /// <returns>A line for each object that its operator would not take.</returns>
    public static async Task<string> Faults(IReadOnlyList<IDictionary<object, object>> objects)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(objects.Select(Named)));
        var (code, text, complaint) = await Tool.Run(
            "node", "--input-type=module", "-e", Script, await Tool.Find("cluster-types"), file);
        File.Delete(file);
        return code == 0 ? text : throw new InvalidOperationException(complaint);
    }

    private static object? Named(object? node) => node switch
    {
        IDictionary<object, object> map => map.ToDictionary(pair => $"{pair.Key}", pair => Named(pair.Value)),
        IEnumerable<object> list => list.Select(Named).ToList(),
        _ => node,
    };
}
