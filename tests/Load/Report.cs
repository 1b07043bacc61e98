using Charging.TestBed;
using Spectre.Console;

namespace Charging.Load;

/// <summary>Prints what a run has shown, one table after the other.</summary>
internal sealed class Report(LoadOptions options, IReadOnlyList<DateTime> intended)
{
    private static readonly double[] Percentiles = [50, 90, 99, 99.9, 100];

    private readonly DateTime start = intended.Min();

    public void Stages(IEnumerable<Stage> stages)
    {
        var pace = options.Rate is { } rate ? $"{rate}/s" : "flat out";
        var gateway = options.Sandbox ? "sandbox gateway" : "gateway in the worker";
        var title = $"{options.Sessions} sessions, {pace}, {options.Instances} of each worker, " +
            $"{gateway} taking {options.GatewayMilliseconds} ms";
        var table = Titled(title, "stage", "sessions", "s", "/s");
        foreach (var stage in stages.Prepend(new Stage("published", options.Sessions, intended.Max())))
        {
            var seconds = Math.Max((stage.Last - start).TotalSeconds, 0.001);
            if (stage.Sessions > 0)
                table.AddRow(stage.Name, $"{stage.Sessions}", $"{seconds:0.0}", $"{stage.Sessions / seconds:0}");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>From the moment at which a session was to be published until its money was captured.</summary>
    public void Latencies(IReadOnlyDictionary<string, DateTime> capturedAt)
    {
        var latencies = new Latencies(intended
            .Select((at, i) => (at, i))
            .Where(x => capturedAt.ContainsKey(SampleSession.IdOf(x.i)))
            .Select(x => capturedAt[SampleSession.IdOf(x.i)] - x.at));
        var table = Titled("To captured", "percentile", "ms");
        foreach (var percent in Percentiles)
        {
            var milliseconds = latencies.Percentile(percent).TotalMilliseconds;
            table.AddRow(percent == 100 ? "max" : $"p{percent}", $"{milliseconds:0}");
        }

        AnsiConsole.Write(table);
    }

    public void Usage(IEnumerable<Usage> usages)
    {
        var table = Titled("Processes", "process", "CPU s", "CPU ms a session", "peak MiB");
        foreach (var use in usages)
        {
            var perSession = use.Cpu.TotalMilliseconds / options.Sessions;
            var peak = use.PeakBytes / 1024 / 1024;
            table.AddRow(use.Process, $"{use.Cpu.TotalSeconds:0.0}", $"{perSession:0.000}", $"{peak}");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>False when a series has a gap or a number twice, now or at any look.</summary>
    public static bool Numbers(IReadOnlyList<SeriesNumbers> all, NumberWatch watch)
    {
        var table = Titled("Invoice numbers", "series", "invoices", "first", "last", "twins", "gaps");
        foreach (var series in all)
            table.AddRow(
                series.Series, $"{series.Invoices}", $"{series.First}", $"{series.Last}",
                $"{series.Twins}", $"{series.Gaps}");
        AnsiConsole.Write(table);
        foreach (var broken in watch.Broken) AnsiConsole.MarkupLineInterpolated($"[red]{broken}[/]");
        if (watch.Broken.Count == 0)
            AnsiConsole.MarkupLineInterpolated($"[green]Without gap or twin at each of {watch.Looks} looks.[/]");
        return watch.Broken.Count == 0;
    }

    /// <summary>Why sessions are not charged: what failed, and what was begun too often and never ended.</summary>
    public static void SetAside(IReadOnlyDictionary<string, long> messages)
    {
        foreach (var (queue, count) in messages.Where(queue => queue.Value > 0))
            if (queue.EndsWith("_error", StringComparison.Ordinal) || queue.EndsWith("_dead", StringComparison.Ordinal))
                AnsiConsole.MarkupLineInterpolated($"[red]{count} messages lie in {queue}.[/]");
    }

    /// <summary>False when an equation does not hold.</summary>
    public static bool Books(IReadOnlyList<Equation> equations)
    {
        foreach (var broken in equations.Where(equation => !equation.Holds))
            AnsiConsole.MarkupLineInterpolated($"[red]{broken}[/]");
        var holds = equations.All(equation => equation.Holds);
        if (holds)
            AnsiConsole.MarkupLineInterpolated($"[green]The books balance: {equations.Count} equations hold.[/]");
        return holds;
    }

    private static Table Titled(string title, params string[] columns)
    {
        var table = new Table().Title(title);
        table.AddColumns(columns);
        foreach (var number in table.Columns.Skip(1)) number.RightAligned();
        return table;
    }
}
