using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.House;

/// <summary>
/// While a release is rolled out, and after it was rolled back, older workers write and read the newer schema: a
/// migration only adds. Those that were released are as they are, and are not judged.
/// </summary>
internal static partial class MigrationRules
{
    public static IReadOnlyList<HouseRule> All { get; } =
    [
        Never("A migration takes nothing away",
            @"\bdrop (table|view|column|schema|type|function|sequence|default)\b",
            "alter table rating.usages drop column detail;"),
        Never("A migration renames nothing", @"\brename\b",
            "alter table rating.usages rename column detail to details;"),
        Never("A migration changes no type", @"\balter (column )?\w+ (set data )?type\b",
            "alter table rating.usages alter column quantity type text;"),
        Never("A migration takes no right", @"\brevoke\b", "revoke select on rating.usages from rating;"),
        Never("No older worker has to fill a column that it knew as empty", @"\bset not null\b",
            "alter table rating.usages alter column detail set not null;"),
        Rule("No older worker has to fill a column that it does not know", Unfilled,
            "alter table rating.usages add column a text null, add column b numeric(9, 2) not null;"),
        Rule("What older workers write more than once may stand more than once",
            (file, one) => IsUnique().IsMatch(one) && !IsNew(file, one) ? [one] : [],
            "create unique index usages_once on rating.usages (session_id);"),
        Rule("What older workers write is not refused, unless a condition is exchanged for a wider one",
            (file, one) => Condition().IsMatch(one) && !Exchanged().IsMatch(string.Join(';', file)) && !IsNew(file, one)
                && !LeavesOut().IsMatch(one)
                ? [one]
                : [],
            "alter table rating.usages add constraint usages_priced check (charge_minor > 0);"),
        Rule("What older workers name in 'on conflict' stays unique",
            (_, one) => Dropped().Matches(one).Select(found => found.Groups["name"].Value).Where(IsUnique),
            "alter table rating.usages drop constraint usages_pkey;"),
    ];

    /// <summary>All that is unique anywhere, by its name.</summary>
    private static HashSet<string> UniqueNames { get; } =
    [
        .. SourceFile.All.Where(IsMigration).SelectMany(Statements)
            .SelectMany(one => MadeUnique().Matches(one)).Select(found => found.Groups["name"].Value),
    ];

    private static HouseRule Never(string says, string expression, string breach) =>
        Rule(says, (_, one) => Regex.IsMatch(one, expression) ? [one] : [], breach);

    private static HouseRule Rule(
        string says, Func<IReadOnlyList<string>, string, IEnumerable<string>> offences, string breach) => new(
        says,
        file => IsMigration(file) && !Released.Migrations.ContainsKey(file.Path)
            ? Statements(file).SelectMany(one => offences([.. Statements(file)], one))
                .Select(offence => $"{file.Path}: {offence.Trim()}")
            : [],
        SourceFile.Of("Rating.Worker/Schema/9999_x.sql", breach));

    private static bool IsMigration(SourceFile file) => Numbered().IsMatch(file.Path);

    /// <summary>Without remarks, and without what functions do.</summary>
    private static IEnumerable<string> Statements(SourceFile file) => Body()
        .Replace(string.Join('\n', file.Lines.Select(line => Remark().Replace(line, ""))).ToLowerInvariant(), "")
        .Split(';').Where(one => one.Trim().Length > 0);

    /// <summary>Columns that must have a value and have none by themselves.</summary>
    private static IEnumerable<string> Unfilled(IReadOnlyList<string> file, string statement) =>
        AddedColumn().Matches(statement).Select(found => found.Value)
            .Where(column => column.Contains("not null", StringComparison.Ordinal)
                && !column.Contains("default", StringComparison.Ordinal)
                && !column.Contains("generated", StringComparison.Ordinal));

    /// <summary>Whether the table of a statement is made by the same file, so that nobody knows it yet.</summary>
    private static bool IsNew(IReadOnlyList<string> file, string statement) =>
        Table().Match(statement) is { Success: true } named
        && file.Any(one => Regex.IsMatch(one, $@"\bcreate table (if not exists )?{named.Groups["table"].Value}\b"));

    private static bool IsUnique(string name) =>
        name.EndsWith("_pkey", StringComparison.Ordinal) || name.EndsWith("_key", StringComparison.Ordinal)
        || UniqueNames.Contains(name);

    [GeneratedRegex(@"(\.Worker|ServiceDefaults/\w+)/Schema/\d{4}_")]
    private static partial Regex Numbered();

    [GeneratedRegex("--.*")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\$\$.*?\$\$", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"\badd column (?:\([^)]*\)|[^,()])*")]
    private static partial Regex AddedColumn();

    [GeneratedRegex(@"\bcreate unique index\b|\badd (constraint \w+ )?(unique|primary key|exclude)\b")]
    private static partial Regex IsUnique();

    [GeneratedRegex(@"\badd (constraint \w+ )?(check|foreign key)\b|\bcreate (constraint )?trigger\b")]
    private static partial Regex Condition();

    /// <summary>
    /// Of an older worker's attempt that would draw beside a page on which the customer pays: it finds that somebody
    /// else was quicker, as it may at any time, and nothing fails. To keep it from drawing is what that is for.
    /// </summary>
    [GeneratedRegex(@"\bexecute function payment\.leave_out_beside_checkout\(\)")]
    private static partial Regex LeavesOut();

    [GeneratedRegex(@"\bdrop (constraint|trigger)\b")]
    private static partial Regex Exchanged();

    [GeneratedRegex(@"\bdrop (constraint|index) (if exists )?(\w+\.)?(?<name>\w+)")]
    private static partial Regex Dropped();

    [GeneratedRegex(
        @"\bcreate unique index (if not exists )?(?<name>\w+)|\bconstraint (?<name>\w+)\s+(unique|primary key)")]
    private static partial Regex MadeUnique();

    [GeneratedRegex(@"\b(alter table|on) (only )?(?<table>\w+\.\w+)")]
    private static partial Regex Table();
}
