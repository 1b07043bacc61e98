using System.Text.RegularExpressions;

namespace Charging.Tests.Monitoring;

/// <summary>One series of a page of metrics: its name as the label __name__, and its other labels.</summary>
internal sealed partial record Series(IReadOnlyDictionary<string, string> Labels)
{
    public string Name => Labels[Matcher.NameLabel];

    /// <summary>All series of a page, with what Prometheus adds to each.</summary>
    public static IEnumerable<Series> On(string page, string job) =>
        from line in page.Split('\n')
        where line.Length > 0 && line[0] != '#'
        let found = Line().Match(line)
        where found.Success
        select Of(found.Groups[1].Value, [
            ("job", job), ("instance", "here"),
            .. LabelOf().Matches(found.Groups[2].Value).Select(one => (one.Groups[1].Value, one.Groups[2].Value)),
        ]);

    public static Series Of(string name, params IEnumerable<(string Label, string Value)> labels) =>
        new(labels.Append((Matcher.NameLabel, name)).ToDictionary(one => one.Item1, one => one.Item2));

    [GeneratedRegex(@"^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?(?: |\r?$)")]
    private static partial Regex Line();

    [GeneratedRegex("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex LabelOf();
}
