using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>A worker's tables are its own; what others see of them are the views that its Schema makes.</summary>
internal static partial class ViewRules
{
    /// <summary>As rating.usages.</summary>
    public static IReadOnlySet<string> Tables { get; } = Made("table");

    public static IReadOnlySet<string> Views { get; } = Made("view");

    public static IReadOnlyList<HouseRule> All { get; } =
    [
        new("Nobody but its worker names a table",
            file => Named(file, AnyName()).Where(one => Tables.Contains(one.Name)).Select(one => one.ToString()),
            SourceFile.Of("Operator/X.cs", "select count(*) from rating.usages")),
        new("What is read of a worker elsewhere is a view that its Schema makes",
            file => Named(file, ReadName()).Where(one => !Views.Contains(one.Name)).Select(one => one.ToString()),
            SourceFile.Of("tests/Load/X.cs", "join payment.nothing_of_the_kind using (invoice_id)")),
        new("A view that is not of events leaves no row of its table out",
            file => IsSchema(file)
                ? Statements(file).Where(LeavesOut).Select(statement => $"{file.Path}: {statement.Trim()}")
                : [],
            SourceFile.Of(
                "Rating.Worker/Schema/9999_views.sql", "create view rating.x as\nselect a\nfrom rating.y\nwhere b;")),
        new("A view says to whoever looks into the database what it shows",
            file => IsSchema(file)
                ? Statements(file).Select(NameOfView).OfType<string>().Where(view => !IsExplained(file, view))
                : [],
            SourceFile.Of("Rating.Worker/Schema/9999_views.sql", "create view rating.x as\nselect a\nfrom rating.y;")),
    ];

    private static HashSet<string> Made(string kind) =>
    [
        .. SourceFile.All.Where(IsSchema).SelectMany(file => file.Lines)
            .Select(line => Regex.Match(line, $@"^create {kind} (?:if not exists )?(\w+[.]\w+)"))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value),
    ];

    /// <summary>Where a file names something of a worker that it is no part of.</summary>
    private static IEnumerable<Place> Named(SourceFile file, Regex expression) =>
        from line in IsBound(file) ? file.Lines.Select((text, index) => (text, number: index + 1)) : []
        where !line.text.Contains("Exception(\"", StringComparison.Ordinal) // what it says is for people
        from Match match in expression.Matches(line.text)
        let schema = match.Groups["schema"].Value
        where !file.Path.StartsWith($"{schema}.Worker/", StringComparison.OrdinalIgnoreCase)
        select new Place(file.Path, line.number, $"{schema}.{match.Groups["name"].Value}");

    /// <summary>A test may look at a table and spoil what stands there; a text for people may name it.</summary>
    private static bool IsBound(SourceFile file) =>
        !TestProject().IsMatch(file.Path) && !file.Path.EndsWith(".md", StringComparison.Ordinal);

    private static bool IsSchema(SourceFile file) =>
        file.IsOfWorker && file.Path.Contains("/Schema/", StringComparison.Ordinal);

    private static string[] Statements(SourceFile file) => string
        .Join('\n', file.Lines.Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)))
        .Split(';');

    /// <summary>
    /// Of events some are made of more than one table; the rest is what reconcile sees, and must see it all.
    /// </summary>
    private static bool LeavesOut(string statement) =>
        NameOfView(statement) is { } name && !name.EndsWith("_events", StringComparison.Ordinal)
        && Narrower().IsMatch(statement);

    private static string? NameOfView(string statement) =>
        View().Match(statement) is { Success: true } view ? view.Groups["name"].Value : null;

    private static bool IsExplained(SourceFile file, string view) =>
        file.Lines.Any(line => line.StartsWith($"comment on view {view} is", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(?<schema>rating|invoicing|payment)\.(?<name>[a-z_]+)\b")]
    private static partial Regex AnyName();

    [GeneratedRegex(@"\b(?:from|join|into|update|truncate|copy)\s+(?<schema>rating|invoicing|payment)\.(?<name>\w+)\b")]
    private static partial Regex ReadName();

    [GeneratedRegex("^tests/[A-Za-z]+[.]Tests/")]
    private static partial Regex TestProject();

    [GeneratedRegex(@"^\s*create (?:or replace )?view (?<name>\w+\.\w+)")]
    private static partial Regex View();

    [GeneratedRegex(@"\b(where|join|group by|having|distinct|limit|offset|union|intersect|except)\b")]
    private static partial Regex Narrower();

    private sealed record Place(string Path, int Line, string Name)
    {
        public override string ToString() => $"{Path}:{Line}: {Name}";
    }
}
