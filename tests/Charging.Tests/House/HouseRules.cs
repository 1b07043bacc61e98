using System.Text.RegularExpressions;
using static Charging.Tests.House.HouseRule;

namespace Charging.Tests.House;

/// <summary>How the code of this repository is laid out and written, as far as a machine can tell.</summary>
internal static class HouseRules
{
    private static readonly Regex Sql = new(@"\b(insert into|delete from|select .* from|update \w+\.\w+|from +\w+\.\w+)\b");

    public static IReadOnlyList<HouseRule> All { get; } =
    [
        Length("A code file has at most 200 lines", 200, file => file.IsCode && !file.IsTest, "Rating.Worker/Long.cs"),
        Length("A test file has at most 250 lines", 250, file => file.IsCode && file.IsTest, "tests/LongTests.cs"),
        Length("A consumer has at most 40 lines", 40, IsConsumer, "Rating.Worker/RateSessionConsumer.cs"),
        Length("A worker's Program.cs has at most 40 lines", 40, IsProgram, "Rating.Worker/Program.cs"),
        Never("A line has at most 120 columns", "^.{121}", file => file.IsCode, "Contracts/Wide.cs", new string('x', 121)),

        Never("Contracts depend on nothing", "(Package|Project|Framework)Reference", file => file.Path == "Contracts/Contracts.csproj",
            "Contracts/Contracts.csproj", """<PackageReference Include="Dapper" />"""),
        Never("Workers never refer to each other", @"ProjectReference.*\.Worker", file => file.IsOfWorker && IsProject(file),
            "Rating.Worker/Rating.Worker.csproj", """<ProjectReference Include="../Payment.Worker/Payment.Worker.csproj" />"""),
        Never("Nothing but its tests refers to a worker's types", @"^using Charging\.(Rating|Invoicing|Payments)\b",
            file => file.IsCode && !file.IsTest && !file.IsOfWorker, "ServiceDefaults/Bus.cs", "using Charging.Rating;"),
        new("A worker speaks only of itself", SpeaksOfAnotherWorker, SourceFile.Of("Rating.Worker/X.cs", "using Charging.Payments;")),
        new("Only the file named for a table speaks SQL", SqlElsewhere,
            SourceFile.Of("Rating.Worker/RateSessionConsumer.cs", "delete from rating.usages")),

        NoPath("No folder is called Helpers, Common or the like",
            "(^|/)(Helpers?|Utils?|Utilities|Common|Shared|Core|SeedWork|Infrastructure|Services|Models|Extensions|Managers?)/",
            "Rating.Worker/Helpers/X.cs"),
        NoPath("No file is named Manager, Helper or the like",
            @"(Manager|Helpers?|Utils?|Processor|Service|Base|IntegrationEvent|Impl)\.cs$", "Rating.Worker/UsageManager.cs"),
        NoPath("Folders are three levels deep at most", "^(tests/)?([^/]+/){4}", "Rating.Worker/Pricing/Plans/Steps/X.cs"),

        Never("No exception is caught whatever it be", @"catch( \(Exception\b|\s*$|\s*\{)", IsCodeButThisFile,
            "Rating.Worker/X.cs", "catch (Exception error)"),
        Never("No test waits for a fixed time", @"\b(Task\.Delay|Thread\.Sleep)\(", file => IsCodeButThisFile(file) && file.IsTest,
            "tests/X.cs", "await Task.Delay(100);"),
        Never("Columns are spelled out", @"select \*", IsCodeButThisFile, "Rating.Worker/Usages.cs", "select * from rating.usages"),
        Never("Nothing is left to do in a comment", @"\b(TODO|FIXME|HACK)\b|NotImplementedException", IsCodeButThisFile,
            "Rating.Worker/X.cs", "// TODO"),
        Never("There are no regions", @"^\s*#region", IsCodeButThisFile, "Rating.Worker/X.cs", "#region"),
        Never("Null is not forgiven into a member, but in a saga", "= null!;", file => IsCodeButThisFile(file) && !file.IsTest && !IsSaga(file),
            "Rating.Worker/X.cs", "string name = null!;"),
        Never("No message is anonymous", @"\.(Publish|Send)(<\w+>)?\(new( |\s*\{|$)(?!\w)", file => file.IsCode && file.IsOfWorker,
            "Rating.Worker/X.cs", "await context.Publish(new { Id = 1 });"),
    ];

    private static bool IsConsumer(SourceFile file) => file.Name.EndsWith("Consumer.cs", StringComparison.Ordinal) && file.IsOfWorker;

    private static bool IsProgram(SourceFile file) => file.Name == "Program.cs" && file.IsOfWorker;

    private static bool IsProject(SourceFile file) => file.Path.EndsWith(".csproj", StringComparison.Ordinal);

    private static bool IsSaga(SourceFile file) => file.Name.EndsWith("Saga.cs", StringComparison.Ordinal);

    // This file must name what it forbids.
    private static bool IsCodeButThisFile(SourceFile file) => file.IsCode && file.Name != "HouseRules.cs";

    private static IEnumerable<string> SpeaksOfAnotherWorker(SourceFile file)
    {
        if (!file.IsOfWorker || !file.IsCode) return [];
        var own = file.Path.StartsWith("Payment.", StringComparison.Ordinal) ? "Payments" : file.Path.Split('.')[0];
        return file.Lines
            .Where(line => Regex.Match(line, @"Charging\.(Rating|Invoicing|Payments)\b") is { Success: true } match &&
                match.Groups[1].Value != own)
            .Select(line => $"{file.Path}: {line.Trim()}");
    }

    private static IEnumerable<string> SqlElsewhere(SourceFile file)
    {
        if (!file.IsOfWorker || !file.IsCode || Tables.Contains(file.Name[..^3])) return [];
        return file.Lines
            .Where(line => Sql.IsMatch(line) && !line.TrimStart().StartsWith('/'))
            .Select(line => $"{file.Path}: {line.Trim()}");
    }

    /// <summary>The tables that the numbered scripts make, written as a file would be: ledger_entries is LedgerEntries.</summary>
    private static HashSet<string> Tables { get; } =
    [
        .. SourceFile.All
            .Where(file => file.IsOfWorker && file.Path.EndsWith(".sql", StringComparison.Ordinal))
            .SelectMany(file => file.Lines)
            .Select(line => Regex.Match(line, @"^create (?:unlogged )?table (?:if not exists )?\w+\.(\w+)"))
            .Where(match => match.Success)
            .Select(match => Pascal(match.Groups[1].Value)),
    ];

    private static string Pascal(string snake) => string.Concat(snake.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
