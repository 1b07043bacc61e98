using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.House;

/// <summary>What the documents say of the code is so, as far as a machine can tell.</summary>
internal static partial class DocRules
{
    public static IReadOnlyList<HouseRule> All { get; } =
    [
        Rule("Every link leads to a file that exists, and to a heading of it", DeadLinks,
            "docs/x.md", "See [the decision](decisions/9999-none.md)."),
        Rule("Every heading that is linked to exists", DeadLinks,
            "docs/x.md", "See [the messages](../Contracts/README.md#no-such-heading)."),
        Rule("Every command line shown is one that the code obeys", WrongCommands,
            "docs/x.md", "Run `./charging payment payments forgive NUMBER`."),
        Rule("Every option shown is one of its command", WrongCommands,
            "docs/x.md", "```\n./charging rating quarantine \\\n    replay --colour red\n```"),
        Rule("Every worker's command that is named exists", WrongCommands,
            "docs/x.md", "Then `payments forgive NUMBER`."),
        Rule("Every setting shown is one that the code reads", UnknownSettings,
            "docs/x.md", "Set `Gateway__Kinds=stripe`."),
    ];

    private static HouseRule Rule(
        string says, Func<Page, IEnumerable<string>> offences, string breachPath, string breach) => new(
        says,
        file => file.Path.EndsWith(".md", StringComparison.Ordinal)
            ? offences(new Page(file)).Select(offence => $"{file.Path}: {offence}")
            : [],
        SourceFile.Of(breachPath, breach));

    private static IEnumerable<string> DeadLinks(Page page) =>
        page.Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Leads(page, link));

    private static bool Leads(Page page, string link)
    {
        var parts = link.Split('#', 2);
        if (parts[0].Length == 0) return page.Anchors.Contains(parts[1]);
        var path = Path.GetFullPath(Path.Combine(Bed.Root, page.File.Folder, parts[0]));
        if (parts.Length == 1) return File.Exists(path) || Directory.Exists(path);
        return File.Exists(path) && new Page(new SourceFile(path, File.ReadAllLines(path))).Anchors.Contains(parts[1]);
    }

    private static IEnumerable<string> WrongCommands(Page page) =>
        page.CodeLines.Concat(page.CodeWords).Select(FaultOf).OfType<string>();

    /// <summary>Null for what is right, and for what is no command line.</summary>
    private static string? FaultOf(string code)
    {
        var line = code.Split(" #")[0].Trim();
        if (Called().Match(line) is { Success: true } script) return CommandTable.FaultOfScript(script.Groups[1].Value);
        if (Program().Match(line) is { Success: true } program)
        {
            var name = program.Groups[1].Value.Split('.')[0].ToLowerInvariant();
            if (name == "operator") return CommandTable.Operator.Fault(program.Groups[2].Value);
            return CommandTable.Workers.GetValueOrDefault(name)?.Fault(program.Groups[2].Value);
        }

        if (Bare().Match(line) is not { Success: true } bare) return null;
        var command = bare.Groups[1].Value;
        if (CommandTable.Workers.Values.FirstOrDefault(worker => worker.Knows(command)) is { } knows)
            return knows.Fault(line);
        return CommandTable.Operator.Knows(command) ? CommandTable.FaultOfScript(line) : null;
    }

    private static IEnumerable<string> UnknownSettings(Page page) =>
        page.File.Lines.SelectMany(line => SettingName().Matches(line)).Select(match => match.Value)
            .Where(name => !SettingsPage.Names.Any(known => IsSame(known, name)));

    /// <summary>Names agree part by part; a count, a currency or a name in capitals stands for any.</summary>
    internal static bool IsSame(string known, string shown)
    {
        var (these, those) = (known.Split("__"), shown.Split("__"));
        return (these.Length == those.Length || (those[^1].Length == 0 && these.Length >= those.Length))
            && these.Zip(those).All(pair => pair.Second.Length == 0
                || pair.First.Equals(pair.Second, StringComparison.Ordinal)
                || (pair.First is "0" && Count().IsMatch(pair.Second))
                || pair.First is "EUR" or "USER" or "FORMAT");
    }

    [GeneratedRegex(@"(?:^|\s)\./charging (.*)$")]
    private static partial Regex Called();

    [GeneratedRegex(@"(?:^|\s)dotnet \S*?(\w+(?:\.Worker)?)\.dll(.*)$")]
    private static partial Regex Program();

    // Two words at the least: one alone may be any word of the trade.
    [GeneratedRegex(@"^([a-z-]+) (?:[a-z|-]+|[A-Z]+|--[a-z-]+)(?: .*)?$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+__[A-Za-z0-9_]*")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"^[0-9N]+\z")]
    private static partial Regex Count();
}
