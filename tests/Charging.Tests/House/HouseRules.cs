using System.Text.RegularExpressions;
using static Charging.Tests.House.HouseRule;

namespace Charging.Tests.House;

/// <summary>How the code of this repository is laid out and written, as far as a machine can tell.</summary>
internal static class HouseRules
{
    public static IReadOnlyList<HouseRule> All { get; } =
        [.. Sizes, .. Walls, .. Names, .. Words, .. ViewRules.All, .. MigrationRules.All, .. BedUse.Rules];

    private static IEnumerable<HouseRule> Sizes =>
    [
        Length("A code file has at most 300 lines, and those of SQL are not counted", 300,
            file => file.IsCode && !file.IsTest && !IsLanguage(file), "Rating.Worker/Long.cs",
            file => file.LinesBesideSql),
        Length("A language, which is one table of sentences, has at most 400 lines", 400, IsLanguage,
            "Documents/Languages/Czech.cs"),
        Length("A test file has at most 250 lines", 250, file => file.IsCode && file.IsTest, "tests/LongTests.cs"),
        Length("A consumer has at most 40 lines below its usings", 40, IsConsumer,
            "Rating.Worker/RateSessionConsumer.cs", file => file.LinesBelowUsings),
        Length("A worker's Program.cs has at most 40 lines below its usings", 40, IsProgram,
            "Rating.Worker/Program.cs", file => file.LinesBelowUsings),
        Never("A line has at most 120 columns", "^.{121}", file => file.IsCode,
            "Contracts/Wide.cs", new string('x', 121)),
    ];

    private static IEnumerable<HouseRule> Walls =>
    [
        new("Usings stand in order, those of System first",
            file => file.Usings.SequenceEqual(file.Usings.OrderBy(OfSystemFirst, StringComparer.OrdinalIgnoreCase))
                ? []
                : [$"{file.Path} has its usings out of order"],
            SourceFile.Of("Rating.Worker/X.cs", "using System.Text;\nusing System.Net;")),
        Never("Contracts depend on nothing", "(Package|Project|Framework)Reference", IsContractsProject,
            "Contracts/Contracts.csproj", """<PackageReference Include="Dapper" />"""),
        Never("Workers never refer to each other", @"ProjectReference.*\.Worker\.csproj", IsWorkersProject,
            "Rating.Worker/Rating.Worker.csproj", """<ProjectReference Include="../X.Worker/X.Worker.csproj" />"""),
        Never("Rating speaks of no other worker", @"\bCharging\.(Invoicing|Payments)\b",
            file => IsUnder(file, "Rating"), "Rating.Worker/X.cs", "using Charging.Payments;"),
        Never("Invoicing speaks of no other worker", @"\bCharging\.(Rating|Payments)\b",
            file => IsUnder(file, "Invoicing"), "Invoicing.Worker/X.cs", "using Charging.Rating;"),
        Never("Payment speaks of no other worker", @"\bCharging\.(Rating|Invoicing)\b",
            file => IsUnder(file, "Payment"), "Payment.Worker/X.cs", "using Charging.Rating;"),
        Never("Documents speak of no worker", @"\bCharging\.(Rating|Invoicing|Payments|ServiceDefaults)\b",
            file => file.IsCode && file.Path.StartsWith("Documents/", StringComparison.Ordinal),
            "Documents/X.cs", "using Charging.Payments;"),
        Never("Only the file named for a table speaks SQL",
            @"^[^/]*\b(insert into|delete from|select .* from|update \w+\.\w+|from +\w+\.\w+)\b",
            file => file.IsOfWorker && file.IsCode && !Tables.Contains(file.Name[..^3]),
            "Rating.Worker/RateSessionConsumer.cs", "delete from rating.usages"),
        new("Every write of a table stands in the file named for it",
            file => file.IsOfWorker && file.IsCode
                ? TableWrites.Strange(file)
                : [],
            SourceFile.Of("Rating.Worker/Counting/Counters.cs", "const string sql = \"delete from rating.usages\";")),
        Never("Time is the worker's, never the database's", @"\b(now\(\)|current_timestamp|clock_timestamp\(\))",
            file => file.IsOfWorker, "Payment.Worker/Schedule.cs", "where due_at <= now()"),
    ];

    private static IEnumerable<HouseRule> Names =>
    [
        NoPath("No folder is called Helpers, Common or the like",
            "(^|/)(Helpers?|Utils?|Common|Shared|Core|SeedWork|Infrastructure|Services|Models|Extensions|Managers?)/",
            "Rating.Worker/Helpers/X.cs"),
        NoPath("No file is named Manager, Helper or the like",
            @"(Manager|Helpers?|Utils?|Processor|Service|Base|IntegrationEvent|Impl)\.cs$",
            "Rating.Worker/UsageManager.cs"),
        NoPath("Folders are three levels deep at most", "^([^/]+/){4}", "Rating.Worker/Pricing/Plans/Steps/X.cs"),
    ];

    private static IEnumerable<HouseRule> Words =>
    [
        Never("No exception is caught whatever it be", @"catch( \(Exception\b(?!.*\bwhen\b)|\s*$|\s*\{)", IsOther,
            "Rating.Worker/X.cs", "catch (Exception error)"),
        Never("No test waits for a fixed time", @"\b(Task\.Delay|Thread\.Sleep)\(",
            file => IsOther(file) && file.IsTest, "tests/X.cs", "await Task.Delay(100);"),
        Never("Columns are spelled out", @"select \*", IsOther,
            "Rating.Worker/Usages.cs", "select * from rating.usages"),
        Never("Nothing is left to do in a comment", @"\b(TODO|FIXME|HACK)\b|NotImplementedException", IsOther,
            "Rating.Worker/X.cs", "// TODO"),
        Never("There are no regions", @"^\s*#region", IsOther, "Rating.Worker/X.cs", "#region"),
        Never("Null is forgiven into a member only in a saga", "= null!;",
            file => IsOther(file) && !file.IsTest && !IsSaga(file), "Rating.Worker/X.cs", "string name = null!;"),
        Never("An expression ends at the very end, which is not before a line break", @"[\w)\]}*+?]\$""+[),]",
            file => IsOther(file) && !file.IsTest, "Rating.Worker/X.cs", """[GeneratedRegex("^[a-z]{2}$")]"""),
        Never("What is said to people goes through the one place for it",
            @"AnsiConsole\.(Markup|Write(Line)?\("")|\bMarkup\.Escape|new Text\([^""]*\b[a-z]\w*\.[A-Z]",
            file => IsOther(file) && !file.IsTest && file.Folder != "ServiceDefaults/Terminals"
                && file.Name != "YamlTree.cs" && file.Name != "DeadCommand.cs",
            "Rating.Worker/X.cs", "AnsiConsole.MarkupLineInterpolated($\"{session.Source}\");"),
        Never("No message is anonymous", @"\.(Publish|Send)(<\w+>)?\(new(\s*\{|$)",
            file => file.IsCode && file.IsOfWorker, "Rating.Worker/X.cs", "await context.Publish(new { Id = 1 });"),
    ];

    /// <summary>The tables that the numbered scripts make, as files are named: ledger_entries, LedgerEntries.</summary>
    private static HashSet<string> Tables { get; } =
    [
        .. SourceFile.All
            .Where(file => file.IsOfWorker && file.Path.EndsWith(".sql", StringComparison.Ordinal))
            .SelectMany(file => file.Lines)
            .Select(line => Regex.Match(line, @"^create table (?:if not exists )?\w+\.(\w+)"))
            .Where(match => match.Success)
            .Select(match => Pascal(match.Groups[1].Value)),
    ];

    /// <summary>By name up to each dot, so that a namespace stands before those within it.</summary>
    private static string OfSystemFirst(string used) =>
        (used == "System" || used.StartsWith("System.", StringComparison.Ordinal) ? "0" : "1")
        + used.Replace('.', '\t');

    private static bool IsLanguage(SourceFile file) => file.IsCode && file.Folder == "Documents/Languages";

    private static bool IsConsumer(SourceFile file) =>
        file.Name.EndsWith("Consumer.cs", StringComparison.Ordinal) && file.IsOfWorker;

    private static bool IsProgram(SourceFile file) => file.Name == "Program.cs" && file.IsOfWorker;

    private static bool IsWorkersProject(SourceFile file) =>
        file.Path.EndsWith(".csproj", StringComparison.Ordinal) && file.IsOfWorker;

    private static bool IsContractsProject(SourceFile file) => file.Path == "Contracts/Contracts.csproj";

    private static bool IsSaga(SourceFile file) => file.Name.EndsWith("Saga.cs", StringComparison.Ordinal);

    private static bool IsUnder(SourceFile file, string worker) =>
        file.IsCode && file.Path.StartsWith($"{worker}.Worker/", StringComparison.Ordinal);

    // This file must name what it forbids.
    private static bool IsOther(SourceFile file) => file.IsCode && file.Name != "HouseRules.cs";

    private static string Pascal(string snake) =>
        string.Concat(snake.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
