namespace Charging.TestBed;

/// <summary>
/// What the newest release promised to those before and after it, as files of lines in tests/Released. Their first line
/// says how they are written anew.
/// </summary>
public static class Released
{
    private const string Variable = "CHARGING_WRITE_RELEASED";

    private const string Remark =
        $"# Of the newest release; with the next one: {Variable}=1 dotnet test Charging.sln --filter Name~released";

    /// <summary>Each migration's path, and the sum of its bytes.</summary>
    public static IReadOnlyDictionary<string, string> Migrations { get; } =
        Lines("migrations").Select(line => line.Split("  ")).ToDictionary(line => line[1], line => line[0]);

    public static IReadOnlyList<string> Lines(string name) =>
        [.. File.ReadLines(PathOf(name)).Where(line => !line.StartsWith('#'))];

    /// <summary>The lines of a release; those of today, where a release is made.</summary>
    public static IReadOnlyList<string> Lines(string name, IEnumerable<string> today)
    {
        if (Environment.GetEnvironmentVariable(Variable) is "1") File.WriteAllLines(PathOf(name), [Remark, .. today]);
        return Lines(name);
    }

    private static string PathOf(string name) => Path.Combine(Bed.Root, "tests", "Released", name);
}
