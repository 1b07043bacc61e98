using Charging.TestBed;

namespace Charging.Tests.House;

/// <summary>A file of the repository as the house rules see it: its path from the root, and its lines.</summary>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", ".local", "TestResults"];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    /// <summary>The usings say which rooms a file knows; how long its story is, the others.</summary>
    public int LinesBelowUsings => Lines.Count(line => !line.StartsWith("using ", StringComparison.Ordinal));

    /// <summary>Without what stands within raw literals, which is SQL, or a document.</summary>
    public int LinesOfCode
    {
        get
        {
            var (code, isWithin) = (0, false);
            foreach (var line in Lines)
            {
                var marks = line.Split("\"\"\"").Length - 1;
                if (!isWithin || marks > 0) code++;
                if (marks % 2 == 1) isWithin = !isWithin;
            }

            return code;
        }
    }

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool IsOfWorker => Path.Contains(".Worker/", StringComparison.Ordinal) && !IsTest;

    public static IReadOnlyList<SourceFile> All { get; } = [.. Under(Bed.Root).Where(IsText).Select(Read)];

    public static SourceFile Of(string path, string text) => new(path, text.Split('\n'));

    private static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => !NotOurs.Contains(System.IO.Path.GetFileName(inner)))
            .SelectMany(Under));

    private static bool IsText(string path) =>
        System.IO.Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".sql" or ".sh" or ".yaml" or ".md";

    private static SourceFile Read(string path) =>
        new(System.IO.Path.GetRelativePath(Bed.Root, path).Replace('\\', '/'), File.ReadAllLines(path));
}
