using System.Text.RegularExpressions;

namespace Charging.Tests.Monitoring;

/// <summary>What a query asks of one label of a series.</summary>
internal sealed record Matcher(string Label, string Op, string Value)
{
    public const string NameLabel = "__name__";

    /// <summary>
    /// Whether the series is one of those; a label that it does not have is empty, as for Prometheus.
    /// </summary>
    public bool Matches(Series series)
    {
        var has = series.Labels.GetValueOrDefault(Label, "");
        return Op switch
        {
            "=" => has == Value,
            "!=" => has != Value,
            "=~" => Regex.IsMatch(has, $@"\A(?:{Value})\z"),
            _ => !Regex.IsMatch(has, $@"\A(?:{Value})\z"),
        };
    }

    public override string ToString() => $"{Label}{Op}\"{Value}\"";
}
