using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>One rule of the house, with a file that breaks it, so that a rule which sees nothing is seen.</summary>
internal sealed record HouseRule(string Says, Func<SourceFile, IEnumerable<string>> Offences, SourceFile Breach)
{
    public override string ToString() => Says;

    /// <summary>Files of this kind have at most so many lines, all of them or those that count.</summary>
    public static HouseRule Length(
        string says, int most, Func<SourceFile, bool> applies, string breachPath,
        Func<SourceFile, int>? lines = null) => new(
        says,
        file => applies(file) && (lines?.Invoke(file) ?? file.Lines.Count) is var count && count > most
            ? [$"{file.Path} has {count} lines"]
            : [],
        new SourceFile(breachPath, [.. Enumerable.Repeat("x", most + 1)]));

    /// <summary>No line in files of this kind matches the expression.</summary>
    public static HouseRule Never(
        string says, string expression, Func<SourceFile, bool> applies, string breachPath, string breach) => new(
        says,
        file => applies(file) ? Matches(file, new Regex(expression)) : [],
        SourceFile.Of(breachPath, breach));

    /// <summary>No path matches the expression.</summary>
    public static HouseRule NoPath(string says, string expression, string breachPath) => new(
        says,
        file => Regex.IsMatch(file.Path, expression) ? [file.Path] : [],
        SourceFile.Of(breachPath, ""));

    private static IEnumerable<string> Matches(SourceFile file, Regex expression) =>
        file.Lines
            .Select((line, index) => (line, at: index + 1))
            .Where(x => expression.IsMatch(x.line))
            .Select(x => $"{file.Path}:{x.at}: {x.line.Trim()}");
}
