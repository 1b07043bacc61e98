using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.House;

/// <summary>
/// The commands of a program as its source declares them: names in <c>new Command("…")</c>, options as texts that
/// begin with two dashes. A command's parts are looked for in its file and in the files whose classes that file names.
/// </summary>
internal sealed partial class CommandTable
{
    private static readonly SourceFile[] Everywhere = [.. In("ServiceDefaults")];

    private static readonly string[] Always = ["--as", "--help"];

    private readonly List<SourceFile> files;
    private readonly List<SourceFile> roots;

    private CommandTable(string folder)
    {
        files = [.. In(folder), .. Everywhere];
        roots = [.. files.Where(file => file.Lines.Any(line => Root().IsMatch(line)))];
    }

    public static IReadOnlyDictionary<string, CommandTable> Workers { get; } = new Dictionary<string, CommandTable>
    {
        ["rating"] = new("Rating.Worker"),
        ["invoicing"] = new("Invoicing.Worker"),
        ["payment"] = new("Payment.Worker"),
    };

    public static CommandTable Operator { get; } = new(SourceFile.All
        .Single(file => file.Name == "Operator.csproj").Folder);

    /// <summary>What ./charging itself obeys.</summary>
    private static string Script { get; } = File.ReadAllText(Path.Combine(Bed.Root, "charging"));

    /// <summary>Those of its own text, and of what it starts.</summary>
    private static HashSet<string> ScriptOptions { get; } =
    [
        .. OptionsIn(Script.Split('\n')),
        .. SourceFile.All.Where(file => file.Path.StartsWith("deploy/local/", StringComparison.Ordinal)
                || (file.IsTest && file.Name == "Program.cs"))
            .SelectMany(file => OptionsIn(file.Lines)),
    ];

    /// <summary>What is wrong with a line after <c>./charging</c>; null if nothing is.</summary>
    public static string? FaultOfScript(string line)
    {
        var words = WordsOf(line);
        if (words is not [var deed, ..]) return null;
        if (Workers.TryGetValue(deed, out var worker)) return worker.Fault(line[deed.Length..].Trim());
        if (!Regex.IsMatch(Script, $@"^    (\w+ \| )*{deed}( \| \w+)*\)", RegexOptions.Multiline))
            return $"./charging has no command '{deed}'";
        if (deed == "publish" && line.Contains("--format", StringComparison.Ordinal))
            return Workers["rating"].Fault($"import{line[deed.Length..]}");
        if (Operator.Knows(deed) && deed != "status") return Operator.Fault(line);
        return OptionsIn([line]).FirstOrDefault(option => !ScriptOptions.Contains(option)) is { } unknown
            ? $"'{deed}' has no option {unknown}"
            : null;
    }

    /// <summary>Whether a line may begin with this command.</summary>
    public bool Knows(string command) => Below(roots).Any(file => Declares(file, command));

    /// <summary>What is wrong with a line after the program's name; null if nothing is.</summary>
    public string? Fault(string line)
    {
        var reached = roots;
        foreach (var words in WordsOf(line))
        {
            var next = Below(reached).Where(file => words.Split('|').Any(word => Declares(file, word))).ToList();
            if (words.Split('|').FirstOrDefault(word => !next.Exists(file => Declares(file, word))) is { } unknown)
                return $"there is no command '{unknown}' in '{line}'";
            reached = next;
        }

        var known = Below(reached).SelectMany(file => OptionsIn(file.Lines)).Concat(Always).ToHashSet();
        return OptionsIn([line]).FirstOrDefault(option => !known.Contains(option)) is { } unheard
            ? $"there is no option {unheard} for '{line}'"
            : null;
    }

    /// <summary>The files themselves, and those whose classes they name.</summary>
    private IEnumerable<SourceFile> Below(List<SourceFile> above) =>
        above.Concat(files.Where(file => above.Exists(one => Names(one, file.Name[..^3])))).Distinct();

    private static bool Names(SourceFile file, string type) =>
        file.Lines.Any(line => line.Contains($"{type}.", StringComparison.Ordinal));

    private static bool Declares(SourceFile file, string command)
    {
        var text = string.Join('\n', file.Lines);
        return Regex.IsMatch(text, $@"\bnew( Command)?\(\s*""{command}"",\s*\$?""")
            || (text.Contains("new Command(name", StringComparison.Ordinal)
                && text.Contains($"\"{command}\"", StringComparison.Ordinal));
    }

    /// <summary>The words up to the first that is no command's name: NUMBER, FILE, --line, 'payments refund'.</summary>
    private static IReadOnlyList<string> WordsOf(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => Word().IsMatch(word))];

    private static IEnumerable<string> OptionsIn(IEnumerable<string> lines) =>
        lines.SelectMany(line => Option().Matches(line)).Select(match => match.Value);

    private static IEnumerable<SourceFile> In(string folder) =>
        SourceFile.All.Where(file => file.IsCode && file.Path.StartsWith($"{folder}/", StringComparison.Ordinal));

    [GeneratedRegex(@"\bAddCommand\(|new RootCommand\(|\.Subcommands\.Add\(")]
    private static partial Regex Root();

    [GeneratedRegex(@"^[a-z][a-z|-]*\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]+")]
    private static partial Regex Option();
}
