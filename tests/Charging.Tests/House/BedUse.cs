using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>
/// Which fixtures need a broker or a database: those that name a type which leads to an address of the bed, through
/// however many others. So it is known without running one, and ./charging test --pure can leave them out.
/// </summary>
internal sealed partial class BedUse
{
    private const string Category = """[Category("bed")]""";
    private const string TestBed = "tests/TestBed/";

    private static readonly BedUse Today = new(SourceFile.All);

    private readonly HashSet<(string Project, string Type)> leading = [];

    private BedUse(IEnumerable<SourceFile> files)
    {
        var left = files.Where(file => file.IsCode && file.IsTest).Select(file => (File: file, Text: TextOf(file)))
            .Select(one => (
                one.File, Asks: AskFor().IsMatch(one.Text), Named: NamesIn(one.Text), Types: TypesIn(one.Text)))
            .ToList();
        while (left.FindAll(one => one.Asks || Leads(one.File, one.Named)) is { Count: > 0 } found)
        {
            leading.UnionWith(found.SelectMany(one => one.Types.Select(type => (ProjectOf(one.File), type))));
            left = [.. left.Except(found)];
        }
    }

    public static IReadOnlyList<HouseRule> Rules { get; } =
    [
        new("A fixture that needs the bed has the category for it",
            file => IsFixture(file) && !HasCategory(file) && Today.IsNeededBy(file)
                ? [$"{file.Path} needs the bed; give its class {Category}"]
                : [],
            Fixture("public class XTests : OnDatabase(\"rating.usages\")")),
        new("A fixture that has the bed's category needs the bed",
            file => IsFixture(file) && HasCategory(file) && !Today.IsNeededBy(file)
                ? [$"{file.Path} needs no bed; take {Category} away, that ./charging test --pure runs it"]
                : [],
            Fixture($"{Category}\npublic class XTests // Database.Create")),
    ];

    public static BedUse In(IEnumerable<SourceFile> files) => new(files);

    public bool IsNeededBy(SourceFile file) =>
        TextOf(file) is var text && (AskFor().IsMatch(text) || Leads(file, NamesIn(text)));

    private static SourceFile Fixture(string type) =>
        SourceFile.Of("tests/Rating.Tests/XTests.cs", $"{type}\n{{\n    [Test]\n    public void X() {{ }}\n}}");

    private static bool IsFixture(SourceFile file) =>
        file.IsCode && file.IsTest && file.Lines.Any(line => TestAttribute().IsMatch(line));

    private static bool HasCategory(SourceFile file) => file.Lines.Contains(Category);

    private bool Leads(SourceFile file, IEnumerable<string> names) =>
        names.Any(name => leading.Contains((ProjectOf(file), name))
            || leading.Contains((TestBed, name))
            || (file.Path.StartsWith("tests/Charging.Tests/", StringComparison.Ordinal)
                && leading.Contains(("tests/Faults/", name))));

    private static string ProjectOf(SourceFile file) => string.Join('/', file.Path.Split('/')[..2]) + "/";

    /// <summary>Without comments and literals.</summary>
    private static string TextOf(SourceFile file) => Silent().Replace(string.Join('\n', file.Lines), " ");

    private static HashSet<string> NamesIn(string text) =>
        Name().Matches(text).Select(match => match.Value).ToHashSet();

    private static HashSet<string> TypesIn(string text) =>
        Declared().Matches(text).Select(match => match.Groups[1].Value).Where(type => type != "Bed").ToHashSet();

    // An address, a password, the script; where the repository lies is no server's.
    [GeneratedRegex(@"\bBedVariables\.ValueOf|\bBed\.(?!Root\b|Configuration\b)[A-Z]")]
    private static partial Regex AskFor();

    [GeneratedRegex(@"//[^\n]*|""{3}.*?""{3}|""(?:\\.|[^""\\\n])*""", RegexOptions.Singleline)]
    private static partial Regex Silent();

    // Not a member of something, nor one that is given a value.
    [GeneratedRegex(
        @"(?<![\w.]|^namespace.*)[A-Z]\w*(?!\w| = )|(?<=^using static [\w.]+\.)\w+(?=;)", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\w[\w ]*\b(?:class|record|struct|interface) ([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\s*\[(Test|TestCase|TestCaseSource)\b")]
    private static partial Regex TestAttribute();
}
