using System.Text.RegularExpressions;

namespace Charging.Tests.Monitoring;

/// <summary>What a test of deploy/alerts/tests expects of an alert at one moment: that it fires, or not.</summary>
internal sealed partial record AlertCase(string Alert, bool Fires)
{
    public static IReadOnlyList<AlertCase> All { get; } =
    [
        .. from file in AlertRule.Files
           from test in AlertRule.Read<TestFile>(TestsOf(file)).Tests
           from look in test.PromqlExprTest
           let alert = Asked().Match(look.Expr)
           where alert.Success
           select new AlertCase(alert.Groups[1].Value, look.ExpSamples.Count > 0),
    ];

    /// <summary>The tests of a file of rules.</summary>
    public static string TestsOf(string file) =>
        Path.Combine(Path.GetDirectoryName(file)!, "tests", Path.GetFileName(file));

    [GeneratedRegex("ALERTS{alertname=\"(\\w+)\", alertstate=\"firing\"}")]
    private static partial Regex Asked();

    private sealed class TestFile
    {
        public List<string> RuleFiles { get; init; } = [];

        public string EvaluationInterval { get; init; } = "";

        public List<TestOfRules> Tests { get; init; } = [];
    }

    private sealed class TestOfRules
    {
        public string Name { get; init; } = "";

        public string Interval { get; init; } = "";

        public List<Dictionary<string, string>> InputSeries { get; init; } = [];

        public List<TestLook> PromqlExprTest { get; init; } = [];
    }

    private sealed class TestLook
    {
        public string Expr { get; init; } = "";

        public string EvalTime { get; init; } = "";

        public List<Dictionary<string, string>> ExpSamples { get; init; } = [];
    }
}
