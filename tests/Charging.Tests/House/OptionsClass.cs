using System.Reflection;
using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>A class of settings: where it is declared, which section it is bound to, and in which programs.</summary>
/// <param name="Section">As an operator writes it: <c>Gateway__Stripe</c>.</param>
/// <param name="Programs">The project files of the programs that read it.</param>
/// <param name="File">Which declares the class.</param>
/// <param name="Name">The class's, without its namespace.</param>
internal sealed partial record OptionsClass(
    string Section, IReadOnlyList<SourceFile> Programs, SourceFile File, string Name)
{
    /// <summary>Those that are bound to a section, and the rules for numbers, which are read by hand.</summary>
    public static IReadOnlyList<OptionsClass> All { get; } =
    [
        .. from file in SourceFile.All
           where file.IsCode && !file.IsTest
           from Match bound in Binding().Matches(string.Join('\n', file.Lines))
           select Of(bound, file),
        new("Numbers__0", ProgramsOf(Declaring("NumberRule")), Declaring("NumberRule"), "NumberRule"),
    ];

    private static SourceFile Everywhere =>
        SourceFile.All.Single(file => file.Path == "ServiceDefaults/Usings.props");

    public string About => Comments.Above(File, ClassLine());

    /// <summary>What may be set, in the order of the file.</summary>
    public IEnumerable<Setting> Settings()
    {
        var type = BuiltProgram.TypeOf(Programs[0], $"{NamespaceOf(File)}.{Name}");
        var usual = Activator.CreateInstance(type, nonPublic: true)!;
        return type.GetProperties().Where(IsSetting)
            .Select(property => Setting.Of(Section, property, property.GetValue(usual), CommentOf(property)));
    }

    private static bool IsSetting(PropertyInfo property) =>
        property.Name != "Setting" && (property.CanWrite || IsMap(property));

    private static bool IsMap(PropertyInfo property) =>
        property.PropertyType.Name.StartsWith("IDictionary", StringComparison.Ordinal);

    private string CommentOf(PropertyInfo property) =>
        Comments.Above(File, LineOf($@"^\s+public [^(=]*\b{property.Name}\b( \{{.*)?$"));

    private int ClassLine() => LineOf($@"\b(class|record) {Name}\b");

    private int LineOf(string expression) =>
        File.Lines.Index().First(line => Regex.IsMatch(line.Item, expression)).Index;

    private static OptionsClass Of(Match bound, SourceFile binding)
    {
        var declaring = Declaring(bound.Groups["type"].Value);
        var section = bound.Groups["text"] is { Success: true } text
            ? text.Value
            : declaring.Lines
                .Select(line => Regex.Match(line, $@"const string {bound.Groups["constant"].Value} = ""(\w+)"""))
                .First(match => match.Success).Groups[1].Value;
        return new(
            section.Replace(":", "__", StringComparison.Ordinal), ProgramsOf(binding), declaring,
            bound.Groups["type"].Value);
    }

    /// <summary>Of a library: the programs that are built with it and use that part of it.</summary>
    private static IReadOnlyList<SourceFile> ProgramsOf(SourceFile file)
    {
        var projects = SourceFile.All.Where(one => one.Path.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        var own = projects.Where(project => file.Path.StartsWith($"{project.Folder}/", StringComparison.Ordinal))
            .MaxBy(project => project.Folder.Length)!;
        return IsProgram(own)
            ? [own]
            :
            [
                .. projects.Where(one => IsProgram(one) && !one.IsTest)
                    .Where(one => RefersTo(one, own) && Uses(one, NamespaceOf(file)))
                    .OrderBy(one => one.Path, StringComparer.Ordinal),
            ];
    }

    private static bool IsProgram(SourceFile project) =>
        project.Lines.Any(line => Regex.IsMatch(line, @"Worker\.props|<OutputType>Exe|Sdk\.Web"));

    private static bool RefersTo(SourceFile project, SourceFile library) =>
        project.Lines.Any(line => line.Contains($"/{library.Name}", StringComparison.Ordinal));

    /// <summary>Every worker uses what is used without a word.</summary>
    private static bool Uses(SourceFile project, string part) =>
        project.Lines.Any(line => line.Contains("/Worker.props", StringComparison.Ordinal))
            && Everywhere.Lines.Any(line => line.Contains($"\"{part}\"", StringComparison.Ordinal))
        || SourceFile.All.Any(file =>
            file.IsCode && file.Path.StartsWith($"{project.Folder}/", StringComparison.Ordinal)
            && file.Lines.Contains($"using {part};"));

    private static SourceFile Declaring(string name) => SourceFile.All.Single(file =>
        file.IsCode && !file.IsTest && file.Lines.Any(line => Regex.IsMatch(line, $@"\b(class|record) {name}\b")));

    private static string NamespaceOf(SourceFile file) =>
        file.Lines.Select(line => Regex.Match(line, @"^namespace ([\w.]+);")).First(match => match.Success)
            .Groups[1].Value;

    [GeneratedRegex(
        """AddOptions<(?<type>\w+)>\(\)\s*\.BindConfiguration\(("(?<text>[^"]+)"|\w+\.(?<constant>\w+))\)""")]
    private static partial Regex Binding();
}
