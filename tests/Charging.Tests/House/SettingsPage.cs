using System.Text;

namespace Charging.Tests.House;

/// <summary>docs/settings.md, made from the options classes.</summary>
internal static class SettingsPage
{
    public const string Path = "docs/settings.md";

    private const string Head = """
        # Settings

        Made from the options classes by a test; do not write here, but into the comments of the classes, and then:

        ```
        CHARGING_WRITE_DOCS=1 dotnet test tests/Charging.Tests -c Release --filter FullyQualifiedName~SettingsPage
        ```

        Settings are environment variables of each worker; all have a default unless the page says *must be set*. A
        wrong one is named at the start, and the worker ends. A list is counted: `…__0`, `…__1`. Times are `00:00:20` or
        `1.12:00:00`, a day and a half.

        """;

    /// <summary>Every name, as the page writes it, and every section's.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. OtherSettings.All.SelectMany(group => group.Rows).Select(row => row.Setting.Name),
        .. OptionsClass.All.SelectMany(options => options.Settings()).Select(setting => setting.Name),
        .. OptionsClass.All.Select(options => options.Section),
    ];

    public static string Make()
    {
        var page = new StringBuilder(Head);
        foreach (var group in OtherSettings.All)
            Table(page, $"## {group.Heading}", group.About, group.Rows.Select(row => row.Setting));

        var programs = OptionsClass.All.GroupBy(options => string.Join(", ", options.Programs.Select(TitleOf)));
        foreach (var program in programs.OrderBy(program => program.Key, StringComparer.Ordinal))
        {
            page.Append($"\n## {program.Key}\n");
            foreach (var options in program.OrderBy(options => options.Section, StringComparer.Ordinal))
                Table(page, $"### {options.Section}", options.About, options.Settings());
        }

        return page.ToString();
    }

    private static void Table(StringBuilder page, string heading, string about, IEnumerable<Setting> settings)
    {
        page.Append($"\n{heading}\n\n{about}\n\n| setting | type | default | unit | bounds | what it does |\n");
        page.Append("|---|---|---|---|---|---|\n");
        foreach (var setting in settings) page.Append($"{setting.Row}\n");
    }

    private static string TitleOf(SourceFile project) => project.Name.Split('.')[0];
}
