using System.Globalization;
using System.Text;

namespace Charging.Load.Scaling;

/// <summary>
/// A run as a picture (SVG): above what comes in and is captured a second, in the middle what waits, below how many
/// instances of each worker there are.
/// </summary>
internal sealed class Curve(Course course, IReadOnlyList<Fleet> fleets, DateTime start, DateTime end)
{
    private const int Left = 80;
    private const int Width = 760;
    private const int Height = 150;
    private const int Gap = 58;
    private const int Top = 34;

    private static readonly string[] Colours = ["#1f5fbf", "#c2571a", "#2b8a4b"];

    private readonly StringBuilder svg = new();

    private double Seconds => (end - start).TotalSeconds;

    public string Draw()
    {
        var height = Top + (3 * (Height + Gap));
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 20} {height}" """);
        Add($"""     font-family="sans-serif" font-size="13">""");
        Add($"""<rect width="100%" height="100%" fill="#ffffff"/>""");
        Panel(0, "sessions a second", Highest(course.Published.Concat(course.Captured)),
        [
            ("come in", Each(course.Published)), ("captured", Each(course.Captured)),
        ]);
        Panel(1, "published and not captured yet", Highest(course.Waiting), [("wait", Each(course.Waiting))]);
        Panel(
            2, "instances", Highest(fleets.SelectMany(fleet => fleet.Changes.Select(change => change.Instances))),
            [.. fleets.Select(fleet => (fleet.Name, Stairs(fleet)))]);
        Add($"""<text x="{Left + (Width / 2)}" y="{height - 8}" text-anchor="middle">seconds</text>""");
        Add($"</svg>");
        return svg.ToString();
    }

    private static int Highest(IEnumerable<int> values)
    {
        var highest = Math.Max(values.Max(), 4);
        var step = (int)Math.Pow(10, Math.Floor(Math.Log10(highest)));
        return (highest + step - 1) / step * step;
    }

    private static IEnumerable<(double Second, double Value)> Each(IEnumerable<int> values) =>
        values.Select((value, second) => (second + 0.5, (double)value));

    private IEnumerable<(double Second, double Value)> Stairs(Fleet fleet)
    {
        for (var i = 0; i < fleet.Changes.Count; i++)
        {
            var (at, instances) = fleet.Changes[i];
            yield return (Math.Max((at - start).TotalSeconds, 0), instances);
            var until = i + 1 < fleet.Changes.Count ? fleet.Changes[i + 1].At : end;
            yield return ((until - start).TotalSeconds, instances);
        }
    }

    private void Panel(
        int number, string title, int highest,
        IReadOnlyList<(string Name, IEnumerable<(double Second, double Value)> Points)> lines)
    {
        var top = Top + (number * (Height + Gap));
        Add($"""<text x="{Left}" y="{top - 10}" font-weight="bold">{title}</text>""");
        for (var part = 0; part <= 4; part++)
        {
            var y = top + Height - (Height * part / 4.0);
            Add($"""<line x1="{Left}" y1="{y:0.0}" x2="{Left + Width}" y2="{y:0.0}" stroke="#d8d8d8"/>""");
            Add($"""<text x="{Left - 8}" y="{y + 4:0.0}" text-anchor="end">{highest * part / 4.0:0.##}</text>""");
        }

        for (var second = 0; second <= Seconds; second += 60)
            Add($"""<text x="{X(second):0.0}" y="{top + Height + 18}" text-anchor="middle">{second}</text>""");
        foreach (var ((name, points), i) in lines.Select((line, i) => (line, i)))
        {
            var path = string.Join(' ', points.Select(point =>
                Text($"{X(point.Second):0.0},{top + Height - (Height * point.Value / highest) - (2 * i):0.0}")));
            Add($"""<polyline points="{path}" fill="none" stroke="{Colours[i]}" stroke-width="1.6"/>""");
            var x = Left + Width - (90 * (lines.Count - 1 - i));
            Add($"""<text x="{x}" y="{top - 10}" text-anchor="end" fill="{Colours[i]}">{name}</text>""");
        }
    }

    private double X(double second) => Left + (Width * second / Seconds);

    private void Add(FormattableString line) => svg.Append(Text(line)).Append('\n');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
