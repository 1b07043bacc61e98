using System.Globalization;

namespace Charging.Load.Scaling;

/// <summary>So many sessions a second for so many seconds, written as 1000x120.</summary>
internal sealed record Step(int PerSecond, int Seconds)
{
    public static string Form => "a rate and its seconds, such as 1000x120";

    /// <summary>Null where the text is no step.</summary>
    public static Step? Read(string text) =>
        text.Split('x') is [var rate, var seconds] && Count(rate) is { } perSecond && Count(seconds) is { } length
            ? new(perSecond, length)
            : null;

    /// <summary>When each session of the steps is to be published, since the first.</summary>
    public static IReadOnlyList<TimeSpan> Moments(IEnumerable<Step> steps)
    {
        var moments = new List<TimeSpan>();
        var begin = TimeSpan.Zero;
        foreach (var step in steps)
        {
            moments.AddRange(Pace.Even(step.PerSecond * step.Seconds, step.PerSecond).Select(at => begin + at));
            begin += TimeSpan.FromSeconds(step.Seconds);
        }

        return moments;
    }

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
