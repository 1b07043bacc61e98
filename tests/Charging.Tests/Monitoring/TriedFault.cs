using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.Monitoring;

/// <summary>A fault of deploy/local/try-alerts, and the alerts that it is to fire.</summary>
internal sealed partial record TriedFault(string Name, IReadOnlyList<string> Alerts)
{
    public static string Script { get; } =
        File.ReadAllText(Path.Combine(Bed.Root, "deploy", "local", "try-alerts"));

    public static IReadOnlyList<TriedFault> All { get; } =
    [
        .. List().Matches(Script)
            .Select(match => new TriedFault(match.Groups["fault"].Value, Words(match.Groups["alerts"].Value))),
    ];

    /// <summary>Those that are tried where nobody names one.</summary>
    public static IReadOnlyList<string> InTurn { get; } =
        Words(Turns().Match(Script).Groups["faults"].Value.Replace('\'', ' '));

    public bool Has(string deed) =>
        Script.Contains($"\n{deed}_{Name}() {{", StringComparison.Ordinal);

    public override string ToString() => Name;

    private static string[] Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("^alerts_(?<fault>\\w+)='(?<alerts>[^']*)'$", RegexOptions.Multiline)]
    private static partial Regex List();

    [GeneratedRegex("^turns=\\((?<faults>[^)]*)\\)$", RegexOptions.Multiline)]
    private static partial Regex Turns();
}
