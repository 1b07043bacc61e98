using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>A hop of README's reading path: the files from a message to its row, and the row's table.</summary>
internal sealed partial record Hop(IReadOnlyList<string> Files, string Table)
{
    /// <summary>The numbered hops under the heading of the reading path.</summary>
    public static IReadOnlyList<Hop> AllIn(string readme)
    {
        var section = readme.Split("\n## ").Single(part => part.StartsWith("Reading path\n", StringComparison.Ordinal));
        return [.. Number().Split(section).Skip(1).Select(Read)];
    }

    private static Hop Read(string text) => new(
        [.. File().Matches(text).Select(link => link.Groups[1].Value)], TableName().Match(text).Groups[1].Value);

    /// <summary>What a reader who follows the hop misses.</summary>
    public IEnumerable<string> Gaps(IReadOnlyList<SourceFile> files)
    {
        if (Files.Count > 4) yield return $"{Table} takes {Files.Count} files; four are the most";
        foreach (var path in Files.Where(path => files.All(file => file.Path != path)))
            yield return $"{path} is not there";
        if (files.FirstOrDefault(file => file.Path == Files[^1]) is { } last && !TableWrites.Of(last).Contains(Table))
            yield return $"{last.Path} does not write {Table}";
    }

    [GeneratedRegex(@"^\d+\. ", RegexOptions.Multiline)]
    private static partial Regex Number();

    [GeneratedRegex(@"\]\(([^)]+\.cs)\)")]
    private static partial Regex File();

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex TableName();
}
