using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.House;

/// <summary>A file of the repository as the house rules see it: its path from the root, and its lines.</summary>
internal sealed partial record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", ".local", "TestResults"];

    private static readonly string[] Verbs = ["select ", "insert ", "update ", "delete ", "with ", "-- "];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    /// <summary>The usings say which rooms a file knows; how long its story is, the others.</summary>
    public int LinesBelowUsings => Lines.Count(line => !line.StartsWith("using ", StringComparison.Ordinal));

    /// <summary>The namespaces that its first lines name, without static ones and aliases.</summary>
    public IReadOnlyList<string> Usings =>
        [.. Lines.SelectMany(line => Using().Matches(line)).Select(found => found.Groups[1].Value)];

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool IsOfWorker => Path.Contains(".Worker/", StringComparison.Ordinal) && !IsTest;

    /// <summary>SQL is as long as its columns are many, which says nothing of the code around it.</summary>
    public int LinesBesideSql { get; } = Lines.Count - SqlIn(Lines).Count();

    public static IReadOnlyList<SourceFile> All { get; } = [.. Under(Bed.Root).Where(IsText).Select(Read)];

    public static SourceFile Of(string path, string text) => new(path, text.Split('\n'));

    /// <summary>What stands between the quotes of a raw literal that begins as a statement does.</summary>
    private static IEnumerable<string> SqlIn(IReadOnlyList<string> lines)
    {
        for (var at = 0; at < lines.Count - 1; at++)
        {
            if (!lines[at].EndsWith("\"\"\"", StringComparison.Ordinal)) continue;

            var isSql = Verbs.Any(verb => lines[at + 1].TrimStart().StartsWith(verb, StringComparison.Ordinal));
            while (++at < lines.Count && !lines[at].TrimStart().StartsWith("\"\"\"", StringComparison.Ordinal))
            {
                if (isSql) yield return lines[at];
            }
        }
    }

    /// <summary>What a link leads to is seen where it lies.</summary>
    private static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => !NotOurs.Contains(System.IO.Path.GetFileName(inner)))
            .Where(inner => new DirectoryInfo(inner).LinkTarget is null)
            .SelectMany(Under));

    private static bool IsText(string path) =>
        System.IO.Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".sql" or ".sh" or ".yaml" or ".md";

    [GeneratedRegex(@"^using ([A-Z][\w.]*);$")]
    private static partial Regex Using();

    private static SourceFile Read(string path) =>
        new(System.IO.Path.GetRelativePath(Bed.Root, path).Replace('\\', '/'), File.ReadAllLines(path));
}
