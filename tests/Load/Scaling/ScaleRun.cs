using System.Diagnostics;
using Charging.TestBed;
using Spectre.Console;

namespace Charging.Load.Scaling;

/// <summary>
/// The workers under steps of load, started and stopped as the chart has KEDA do it, by the figures of a Prometheus
/// with the rules that are shipped; and what those say of the objective beside what the run itself has seen.
/// </summary>
internal sealed class ScaleRun
{
    private const int Customers = 500;
    private const string RuleOfObjective = "charging:sessions_late:ratio_rate30m";
    private const string Excluded = "sum(charging_session_to_capture_excluded_total)";

    private static readonly TimeSpan Standstill = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan RulesLimit = TimeSpan.FromMinutes(1);

    private readonly ScaleOptions options;
    private readonly Chain chain;
    private readonly Watcher watcher;
    private readonly IReadOnlyList<Fleet> fleets;
    private readonly TimeProvider clock = TimeProvider.System;

    private ScaleRun(ScaleOptions options, Chain chain, Watcher watcher, IReadOnlyList<Fleet> fleets) =>
        (this.options, this.chain, this.watcher, this.fleets) = (options, chain, watcher, fleets);

    /// <summary>0 when every session was charged and the books balance, 1 otherwise.</summary>
    public static async Task<int> Run(ScaleOptions options)
    {
        Starts.AreAsInProduction = true;
        AnsiConsole.MarkupLine("Starting a fresh virtual host, a fresh database, the workers and Prometheus ...");
        await using var chain = await Chain.Start(new ChainOptions
        {
            Customers = SampleCustomer.Good(Customers),
            SendsReceipts = false,
            Settings = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Warning" },
        });
        var rules = await ScalingRule.OfChart(Settings(options, chain.Broker));
        Fleet[] fleets = [.. new[] { chain.Rating[0], chain.Invoicing[0], chain.Payment[0] }.Select(Of)];
        await using var watcher = await Watcher.Start(chain.Broker, Path.Combine(chain.Folder, "watcher"));
        try
        {
            return await new ScaleRun(options, chain, watcher, fleets).Charge() ? 0 : 1;
        }
        finally
        {
            foreach (var fleet in fleets) await fleet.End();
        }

        // In a cluster there are never fewer than two, as one may be lost; that is not what is looked at here.
        Fleet Of(WorkerProcess first)
        {
            var rule = rules.Single(one => first.Name.StartsWith(one.Worker, StringComparison.OrdinalIgnoreCase));
            return new(chain, first, new Autoscaler(rule with { Least = 1 }));
        }
    }

    /// <summary>Of the chart's smallest example, which has both roles of Payment in one.</summary>
    private static IEnumerable<string> Settings(ScaleOptions options, Broker broker) =>
    [
        $"scaling.vhost={broker.VirtualHost}", $"scaling.rate={options.Rate}", $"scaling.backlog={options.Backlog}",
        "database.maxConnections=300",
        .. new[] { "rating", "invoicing", "payment" }.Select(worker => $"workers.{worker}.most={options.Most}"),
    ];

    private async Task<bool> Charge()
    {
        var moments = Step.Moments(options.Steps);
        var sessions = SampleSession.Many(moments.Count, chain.Customers);
        var pace = new Pace(moments, clock);
        await Scale();
        var publishing = pace.Publish(chain.Broker.As("upstream"), sessions);
        var charged = await Follow(publishing, sessions.Count);
        await publishing;
        await Task.WhenAll(fleets.Select(fleet => fleet.Settle()));
        var end = clock.GetUtcNow() + Watcher.EachLook;
        await Eventually.Holds(() => watcher.HasReckonedSince(end), RulesLimit, "the rules reckoned with all captures");

        var captured = await Stage.CapturedAt(chain.Database);
        var start = pace.Intended[0];
        var course = new Course(
        [
            .. pace.Intended.Select((at, i) => (at, Id: SampleSession.IdOf(i)))
                .Where(session => captured.ContainsKey(session.Id))
                .Select(session => (session.at - start, captured[session.Id] - start)),
        ]);
        if (options.Curve is { } file)
            await File.WriteAllTextAsync(file, new Curve(course, fleets, start, clock.GetUtcNow().UtcDateTime).Draw());
        await Tell(course, start);
        return Report.Books(await Books.Read(chain, sessions.Count)) && charged;
    }

    /// <summary>
    /// Until all are charged and each worker is as small as at the beginning; false when nothing more is captured, or
    /// one stays large.
    /// </summary>
    private async Task<bool> Follow(Task publishing, int sessions)
    {
        var rule = fleets[0].Autoscaler.Rule;
        var (polling, shrinking) = (rule.Polling, rule.Calm + (rule.Most * rule.BetweenTwo) + Standstill);
        using var timer = new PeriodicTimer(polling);
        var (captured, sinceMove) = (0L, Stopwatch.StartNew());
        while (captured < sessions || fleets.Any(fleet => fleet.Running.Count > fleet.Autoscaler.Rule.Least))
        {
            await timer.WaitForNextTickAsync();
            if (publishing.IsFaulted) await publishing;
            await Scale();
            var now = (await chain.Progress()).Captured;
            if (now > captured) sinceMove.Restart();
            AnsiConsole.MarkupLineInterpolated(
                $"{now,8} of {sessions}, {(now - captured) / polling.TotalSeconds:0}/s; {Counts()}");
            captured = now;
            if (sinceMove.Elapsed < (captured == sessions ? shrinking : Standstill)) continue;
            AnsiConsole.MarkupLine($"[red]Nothing moved for {sinceMove.Elapsed.TotalSeconds:0} s.[/]");
            return false;
        }

        return true;
    }

    private string Counts() => string.Join(", ", fleets.Select(fleet => $"{fleet.Name} {fleet.Running.Count}"));

    private async Task Scale()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var fleet in fleets)
        {
            var figures = new List<double?>();
            foreach (var trigger in fleet.Autoscaler.Rule.Triggers) figures.Add(await watcher.Ask(trigger.Query));
            fleet.Become(fleet.Autoscaler.Decide(now, fleet.Running.Count, figures), now);
        }

        await watcher.Watch(fleets.SelectMany(fleet => fleet.Running));
    }

    private async Task Tell(Course course, DateTime start)
    {
        var steps = string.Join(", ", options.Steps.Select(step => $"{step.PerSecond}/s for {step.Seconds} s"));
        var table = Report.Titled($"Steps: {steps}", "", "");
        foreach (var fleet in fleets)
            table.AddRow(fleet.Name, string.Join(", ", fleet.Changes.Select(change =>
                $"{change.Instances} at {Math.Max((change.At - start).TotalSeconds, 0):0} s")));
        var most = course.Waiting.Max();
        table.AddRow("most that waited at once", $"{most}, at {course.Waiting.ToList().IndexOf(most)} s");
        table.AddRow(
            $"some waited longer than {Course.Promised.TotalSeconds} s",
            course.Late is { } late ? $"from {late.First} s to {late.Last} s" : "never");
        table.AddRow("share of late ones, by this run", $"{course.ShareLate:0.00000}");
        table.AddRow($"by the rule {RuleOfObjective}", $"{await watcher.Ask(RuleOfObjective):0.00000}");
        table.AddRow("captures that it leaves out", $"{await watcher.Ask(Excluded):0}");
        AnsiConsole.Write(table);
    }
}
