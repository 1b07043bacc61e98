using Charging.TestBed;
using Spectre.Console;

namespace Charging.Load;

/// <summary>Prints what a run has shown, one table after the other.</summary>
/// <param name="options">The run's.</param>
/// <param name="intended">When each session was to be published.</param>
/// <param name="start">When the workers had something to do.</param>
internal sealed class Report(LoadOptions options, IReadOnlyList<DateTime> intended, DateTime start)
{
    private static readonly double[] Percentiles = [50, 90, 99, 99.9, 100];

    /// <returns>How many sessions a second went through all stages, but receipts where none are sent.</returns>
    public double Stages(IReadOnlyList<Stage> stages)
    {
        var pace = options.Rate is { } rate ? $"{rate}/s" : "flat out";
        var gateway = options.Sandbox ? "sandbox gateway" : "gateway in the worker";
        var warm = options.Warm > 0 ? $" after {options.Warm} to warm up" : "";
        var title = $"{options.Sessions} sessions{warm}, {pace}, {options.Instances} of each worker, " +
            $"{gateway} taking {options.GatewayMilliseconds} ms";
        var table = Titled(title, "stage", "sessions", "s", "/s");
        var slowest = double.MaxValue;
        var published = new Stage("published", options.All, intended.Max());
        var begun = stages.Where(one => one.Sessions > options.Warm).OrderBy(one => one.Last);
        foreach (var stage in begun.Prepend(published))
        {
            var seconds = Math.Max((stage.Last - start).TotalSeconds, 0.001);
            var sessions = stage.Sessions - options.Warm;
            slowest = Math.Min(slowest, sessions / seconds);
            table.AddRow(stage.Name, $"{sessions}", $"{seconds:0.0}", $"{sessions / seconds:0}");
        }

        AnsiConsole.Write(table);
        return slowest;
    }

    /// <summary>
    /// How long it took from the moment at which a session was to be published until its money was captured, and how
    /// many were captured each second.
    /// </summary>
    public void Captured(IReadOnlyDictionary<string, DateTime> capturedAt)
    {
        var captured = intended
            .Select((at, i) => (Intended: at, Id: SampleSession.IdOf(options.Warm + i)))
            .Where(session => capturedAt.ContainsKey(session.Id))
            .Select(session => (session.Intended, Captured: capturedAt[session.Id]))
            .ToList();
        var latencies = new Latencies(captured.Select(session => session.Captured - session.Intended));
        var table = Titled("To captured", "percentile", "ms");
        foreach (var percent in Percentiles)
        {
            var milliseconds = latencies.Percentile(percent).TotalMilliseconds;
            table.AddRow(percent == 100 ? "max" : $"p{percent}", $"{milliseconds:0}");
        }

        AnsiConsole.Write(table);

        var line = new TimeLine(start, captured.Select(session => session.Captured));
        var chart = new BarChart().Label($"Captured a second, by {line.SpanSeconds} s").Width(70).LeftAlignLabel();
        foreach (var (rate, i) in line.Rates.Select((rate, i) => (rate, i)))
            chart.AddItem($"{i * line.SpanSeconds} s", Math.Round(rate, MidpointRounding.AwayFromZero));
        AnsiConsole.Write(chart);
    }

    public void Work(IEnumerable<Usage> usages, Work work)
    {
        var processes = Titled(
            "Processes", "process", "CPU s", "CPU ms a session", "peak MiB", "kB allocated a session", "collections");
        var total = TimeSpan.Zero;
        foreach (var use in usages)
        {
            total += use.Cpu;
            var runtime = work.Workers.GetValueOrDefault(use.Process);
            processes.AddRow(
                use.Process, $"{use.Cpu.TotalSeconds:0.0}", $"{EachMilliseconds(use.Cpu):0.000}",
                $"{use.PeakBytes / 1024 / 1024}",
                runtime is null ? "" : $"{runtime.AllocatedBytes / 1000 / options.Sessions:0.0}",
                runtime is null ? "" : $"{runtime.Collections:0}");
        }

        processes.AddRow("all", $"{total.TotalSeconds:0.0}", $"{EachMilliseconds(total):0.000}");
        AnsiConsole.Write(processes);

        var logged = (double)work.LogBytes / options.Sessions / 1000;
        var title = $"Database: {logged:0.0} kB of log a session; rows by its own counters, which lag a little";
        var rows = Titled(title, "table", "inserted", "updated", "in place", "deleted");
        var written = work.Tables.Where(table => table.Value.All > 0).OrderByDescending(table => table.Value.All);
        foreach (var (name, done) in written)
            rows.AddRow(name, $"{done.Inserted}", $"{done.Updated}", $"{done.InPlace}", $"{done.Deleted}");
        AnsiConsole.Write(rows);
    }

    /// <summary>Whether a session costs more as the database grows.</summary>
    public static void Costs(IReadOnlyList<Cost> costs)
    {
        if (costs.Count == 0) return;
        var processes = costs[0].Cpu.Keys.ToList();
        var table = Titled("CPU ms a session, as the run goes on", ["captured", .. processes, "all"]);
        foreach (var cost in costs)
        {
            var each = processes.Select(process => cost.Cpu[process]).Append(cost.All);
            table.AddRow([$"{cost.From} to {cost.To}", .. each.Select(cpu => $"{cpu.TotalMilliseconds:0.000}")]);
        }

        AnsiConsole.Write(table);
    }

    public void Statements(IReadOnlyList<Statement> dearest)
    {
        var title = "Statements of the workers by their time in the database, which commits are not in, a session";
        var table = Titled(title, "statement", "us", "calls", "rows", "bytes of log");
        foreach (var one in dearest)
            table.AddRow(
                Markup.Escape(one.Beginning(38)), $"{one.Milliseconds * 1000 / options.Sessions:0.0}",
                $"{Each(one.Calls):0.000}", $"{Each(one.Rows):0.00}", $"{Each(one.LogBytes):0}");
        AnsiConsole.Write(table);
    }

    public static void Floor(double before, double chain, double after)
    {
        var table = Titled("Beside the bare client", "", "/s");
        table.AddRow("bare, before", $"{before:0}");
        table.AddRow("the chain", $"{chain:0}");
        table.AddRow("bare, after", $"{after:0}");
        table.AddRow("the chain of the mean", $"{chain / ((before + after) / 2):0.00}");
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

    private double Each(long all) => (double)all / options.Sessions;

    private double EachMilliseconds(TimeSpan cpu) => cpu.TotalMilliseconds / options.Sessions;

    public static Table Titled(string title, params string[] columns)
    {
        var table = new Table().Title(title);
        table.AddColumns(columns);
        foreach (var number in table.Columns.Skip(1)) number.RightAligned();
        return table;
    }
}
